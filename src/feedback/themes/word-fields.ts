/**
 * What words that patrons use of a library have to do with each other, in Finnish and English: a chair and a sofa are both
 * furniture. A dictionary knows which words mean the same; this knows which belong together. It names no theme and holds
 * no opinion of what feedback is about. Written by us.
 *
 * A line is `field / concept: Finnish words | English words`, in base forms. A word may stand in several.
 */
import type { Language } from "../../understanding/understood.ts";

const TABLE = `
opening / open: auki, aukiolo, aukioloaika, avoinna, avoin, avata, avautua, avaaminen | open, opening hours, opening times, open hours
opening / closed: kiinni, suljettu, sulkea, sulkeutua, sulkeminen, sulkemisaika, kesäsulku | close, closed, shut, closing, closing time
opening / selfservice: omatoimi, omatoimikirjasto, omatoimiaika, itsepalvelu, itsepalveluaika | self-service, self service, unstaffed
opening / staffed: palveluaika, miehitetty | staffed hours, service hours
daytime / evening: ilta, iltaisin, myöhään, yö, keskiyö, iltamyöhä, puoliyö | evening, night, late, midnight, tonight
daytime / morning: aamu, aamupäivä, varhain, aikaisin, aamuvarhain | morning, early, dawn
daytime / noon: keskipäivä, iltapäivä, lounasaika | noon, midday, afternoon, lunchtime
weekdays / weekend: viikonloppu, lauantai, sunnuntai | weekend, saturday, sunday
weekdays / workday: arki, arkipäivä, arki-ilta, maanantai, tiistai, keskiviikko, torstai, perjantai | weekday, monday, tuesday, wednesday, thursday, friday
weekdays / holiday: pyhä, pyhäpäivä, juhlapyhä, loma, joulu, pääsiäinen, juhannus, kesäaika | holiday, bank holiday, christmas, easter, midsummer, vacation
work / job: työ, työssäkäyvä, töissä, työpäivä, työvuoro, vuorotyö, työaika | work, job, shift, commute, office hours
children / child: lapsi, lapsonen, kakara, pikkulapsi, lapsukainen, alakoululainen, päiväkoti, eskari, eskarilainen, leikki-ikäinen | child, kid, children, kindergarten, preschool, preschooler, daycare, little one
children / baby: vauva, taapero, pikkuinen, sylilapsi, vaippaikäinen | baby, toddler, infant
children / parent: vanhempi, äiti, isä, perhe, lapsiperhe, huoltaja, poika, tytär, tyttö, sisarus | parent, mother, father, mum, mom, dad, family, son, daughter, sibling
children / playing: leikki, leikkiä, leikkipaikka, leikkinurkka, leikkihuone, lelu, lastenosasto, lastennurkka | play area, playroom, toy, playground, children's area
tales / tale: satu, satutunti, satutuokio, satuhetki, tarina, kertomus, iltasatu, tarinatuokio, satuilu | story, story time, storytime, story hour, fairy tale, tale, bedtime story, storyteller, storytelling
tales / rhyme: loru, lorutuokio, loruhetki, loruilu, laululeikki, hokema, muskari | rhyme, nursery rhyme, rhyme time, action song, lullaby
tales / show: nukketeatteri, lastenteatteri, näytelmä, lukukoira, ääneenluku | puppet, puppet show, puppet theatre, reading dog, read aloud, reading aloud
youth / young: nuori, teini, nuoriso, murrosikäinen, yläkoululainen, yläaste, yläkoulu, lukiolainen, nuorisotila | teen, teenager, teenage, youth, young person, youngster, adolescent
seniors / elderly: vanhus, seniori, eläkeläinen, ikäihminen, iäkäs, ikääntynyt, vanha ihminen, eläke, varttunut | senior, elderly, pensioner, retired, retiree, older people, older person, old people, elder
seniors / grandparent: mummo, mummi, ukki, vaari, isovanhempi, isoäiti, isoisä, pappa | grandparent, grandma, grandmother, grandfather, grandpa, granny
digital / computer: tietokone, kone, läppäri, kannettava, tabletti, tietotekniikka, atk, näppäimistö, windows, ohjelmisto, päivitys, digilaite | computer, laptop, tablet, ipad, pc, windows, device, software, tech, gadget, keyboard
digital / phone: puhelin, kännykkä, älypuhelin, matkapuhelin, videopuhelu | phone, smartphone, mobile, mobile phone, cell phone, video call
digital / online: netti, internet, verkko, nettisivu, verkkosivu, sähköposti, sovellus, appi, salasana, tunnus, kirjautua, wifi, wi-fi, langaton | internet, online, web, website, email, app, password, login, log in, wifi, wi-fi, account, browser
digital / eservice: verkkopankki, pankkiasia, pankkitunnus, sähköinen asiointi, asiointi, verkkoasiointi, kela, omakanta, suomi.fi, lomake, huijaus, nettihuijaus, tietoturva | online banking, bank, e-service, online form, scam, phishing, cybersecurity, online safety
digital / digihelp: digituki, digiopastus, digiopastaja, digineuvonta, digiapu, digitaito, tietokoneapu, atk-opastus | digital support, digital help, digital skill, tech support, tech help, computer help, it support
teaching / guidance: opastus, opastaa, opastaja, neuvonta, neuvoa, opettaa, opettaja, opetus, kurssi, ohjaus, ohjattu, ohjaaja, koulutus, oppia, perehdytys, alkeet, vertaisopastaja | guidance, teach, teacher, tutor, tutoring, course, class, lesson, instruction, instructor, learn, training, show how, one-to-one
making / maker: verstas, kaupunkiverstas, paja, pajatoiminta, makerspace, tekemispaja, työtila, fablab, tee-se-itse, tuunata, tuunaus, rakennella, nikkarointi, värkkäys, puuhapaja | makerspace, maker, maker space, fab lab, workshop space, diy, tinker, hackerspace, hobby workshop
making / printing: 3d-tulostus, 3d-tulostin, 3d, 3d-mallinnus, tulostin, printteri, 3d-printteri | 3d printer, 3d printing, 3d, 3d-printing, 3d model, printer, modelling
making / cutting: laserleikkuri, laser, vinyylileikkuri, leikkuri, kaiverrin, cnc | laser cutter, laser, vinyl cutter, engraver, cutter, cnc
making / sewing: ompelu, ompelukone, ommella, saumuri, kangas, neulonta, virkkaus, kutoa, kangaspuut, kirjonta | sewing, sewing machine, sew, overlocker, fabric, knit, knitting, crochet, loom, embroidery
making / tools: työkalu, porakone, pora, saha, puutyö, puutyöt, vasara, juottaa, juotin, juottaminen, kolvi, korjata, korjaus, korjauspaja | tool, drill, saw, woodworking, woodwork, hammer, solder, soldering, repair, mend, repair cafe
making / electronics: elektroniikka, robotti, robotiikka, koodaus, ohjelmointi, arduino, mikropiiri | electronics, robot, robotics, coding, programming, arduino, raspberry pi
making / crafts: käsityö, askartelu, askarrella, kädentaito, savi, keramiikka, maalaus | craft, handicraft, pottery, ceramics, painting, handmade, crafting
music / song: laulu, laulaa, yhteislaulu, kuoro, karaoke, iskelmä, lauluryhmä | sing, singing, song, choir, karaoke, sing-along, singalong
music / concert: konsertti, keikka, esiintyä, bändi, yhtye, artisti, orkesteri, livemusiikki, open mic, lavarunous, jamit | concert, gig, band, live music, open mic, artist, orchestra, jam session, recital
music / instrument: soitin, soittaa, soittaminen, kitara, piano, ukulele, rumpu, rummut, viulu, sello, harmonikka, haitari, basso, nuotti, nuotit, säestys, flyygeli | instrument, guitar, piano, ukulele, drum, violin, cello, accordion, bass, sheet music, synth, synthesizer
music / recording: levy, vinyyli, cd, cd-levy, äänilevy, studio, äänitys, äänittää, äänitysstudio, musiikkistudio, miksaus, dj, treenikämppä, bändikämppä, äänite | record, vinyl, cd, album, studio, recording, mixing, dj, rehearsal room, rehearsal, practice room, recording booth
music / music: musiikki, musa, jazz, rock, klassinen, sävellys, musisointi, musiikkiosasto | music, musical, jazz, rock, classical, musician, hip hop
games / boardgame: lautapeli, peli, korttipeli, shakki, bridge, pelikerho, pelata, pelaaja, peliryhmä, kortti | board game, game, card game, chess, bridge, gamer, game night, puzzle, jigsaw
games / videogame: konsoli, konsolipeli, videopeli, digipeli, pelikone, playstation, ps5, xbox, nintendo, switch, e-urheilu, pelihuone, pleikkari, minecraft, vr | console, video game, gaming, playstation, ps5, xbox, nintendo, switch, esports, e-sports, minecraft, vr, arcade
games / roleplay: roolipeli, warhammer, magic, pelinjohtaja, larp, miniatyyri, dnd | role-playing, roleplay, rpg, warhammer, magic, dungeons, dungeon master, larp, d&d, dnd
games / quiz: tietovisa, visailu, visa, bingo, turnaus, kilpailu | quiz, trivia, bingo, tournament, pub quiz, contest
authors / author: kirjailija, kirjoittaja, runoilija, esikoiskirjailija, tietokirjailija, kuvittaja, kääntäjä, sarjakuvantekijä, lastenkirjailija, toimittaja | author, writer, novelist, poet, illustrator, translator, debut author, crime writer, cartoonist
authors / visit: kirjailijavierailu, kirjailijatapaaminen, kirjailijailta, kirjailijavieras, kirjailijahaastattelu, haastattelu, vieras, vierailija, vierailu, kirjanjulkistus, julkistus, nimikirjoitus, signeeraus, nimmari, paneelikeskustelu, paneeli, tavata | author visit, author talk, meet the author, interview, guest, visit, book launch, book signing, signing, autograph, panel, q&a, reading by
reading / tip: vinkki, kirjavinkki, lukuvinkki, kirjavinkkaus, suositus, suositella, suosittelu, vinkata, vinkkaus, ehdotus, lukusuositus, lukulista, lista, uutuus, uutuuskirja | tip, recommendation, recommend, suggestion, suggest, book list, reading list, staff pick, new arrivals
reading / club: lukupiiri, kirjapiiri, lukuhaaste, lukuryhmä | book club, reading circle, reading group, reading challenge
reading / book: kirja, romaani, novelli, dekkari, teos, kirjallisuus, runokirja, tietokirja, elämäkerta, fantasia, scifi, runo, lukeminen, lukea, lukija | book, novel, thriller, fiction, literature, poetry, nonfiction, biography, fantasy, sci-fi, reader
collection / loan: laina, lainata, lainaus, lainattava, lainaaminen, palautus, palauttaa, eräpäivä, uusia laina, laina-aika, myöhästymismaksu | borrow, loan, lend, lending, checkout, return, due date, renew, overdue, late fee
collection / reservation: varaus, varata, jono, jonottaa, noutaa, nouto, noutohylly, varausjono, varattu | reservation, reserve, hold, queue, waiting list, pick up, pickup, booking, book ahead
collection / stock: kokoelma, valikoima, hylly, aineisto, hankinta, hankkia, hyllypaikka, poisto | collection, selection, shelf, stock, catalogue, acquisition, copies, copy
collection / media: elokuva, dvd, leffa, äänikirja, e-kirja, celia, lehti, aikakauslehti, sanomalehti, sarjakuva, manga | film, movie, dvd, audiobook, e-book, ebook, magazine, newspaper, comic, manga
quiet / silence: hiljainen, hiljaisuus, hiljaa, rauhallinen, rauha, rauhassa, hiljentyä, äänieristetty, äänetön, lukusali, hiljainen tila, vaiti | quiet, silent, silence, peaceful, peace, calm, soundproof, reading room, quiet room
quiet / noise: melu, meteli, häly, hälinä, äänekäs, meluisa, huutaa, huuto, kaikua, juosta, riehua, mekastaa, mölytä, metelöidä, ääni, häiritä, rauhaton | noise, noisy, loud, shout, yell, echo, scream, disturb, talking loudly, racket, rowdy
quiet / study: opiskella, opiskelu, opiskelija, opiskelupaikka, tentti, tenttikausi, läksy, läksyt, koe, keskittyä, keskittyminen, gradu, yliopisto, pääsykoe, ylioppilas, abi, lukupaikka | study, student, exam, revision, revise, homework, concentrate, concentration, focus, thesis, university, assignment
quiet / workplace: etätyö, etätöitä, työpiste, työskennellä, työskentely, työskentelytila, työhuone, ryhmätyöhuone, ryhmätyötila, kokoushuone, koppi, puhelinkoppi, pistorasia, näyttö, työpöytä | remote work, work remotely, working remotely, desk, workspace, workstation, cubicle, booth, phone booth, meeting room, group room, study room, power socket, socket, power outlet, outlet, monitor, seat
comfort / furniture: tuoli, nojatuoli, sohva, säkkituoli, penkki, jakkara, pöytä, kalusteet, kaluste, matto, tyyny, istuin, istua, huonekalu | chair, armchair, sofa, couch, beanbag, bench, stool, table, furniture, rug, cushion, sit
comfort / food: kahvi, kahvila, pulla, tee, eväs, eväät, syödä, juoda, ruoka, mikro, mikroaaltouuni, automaatti, juoma, leivos, lounas, ravintola, vesipiste, vesiautomaatti, juomavesi, välipala | coffee, cafe, café, bun, tea, snack, eat, drink, food, microwave, vending machine, pastry, lunch, restaurant, packed lunch, drinking water, water fountain, cake, sandwich
comfort / toilet: vessa, wc, pönttö, käymälä, vaipanvaihto, hoitohuone, imetys, imettää, imetyshuone, lastenvaunu, vaunuparkki, naulakko, säilytyslokero, lokero | toilet, bathroom, restroom, loo, washroom, nappy, diaper, breastfeeding, nursing, pram, stroller, buggy, coat rack, locker
comfort / climate: kylmä, kuuma, lämmin, lämpötila, lämpö, lämmitys, ilmastointi, ilmanvaihto, tunkkainen, veto, valaistus, valo, hämärä, lamppu, kirkas, pimeä | cold, warm, heating, hot, temperature, air conditioning, ventilation, stuffy, draught, lighting, light, lamp, fluorescent, dim, bright
comfort / mood: viihtyisä, viihtyvyys, mukava, kodikas, kotoisa, tunnelma, sisustus, kasvi, viherkasvi, lokoisa, pehmeä, ilme, väri, ankea, kolkko | cosy, cozy, comfortable, comfy, homely, atmosphere, decor, plant, soft, welcoming, relax, lounge, dreary, gloomy
cleanliness / dirt: siivous, siivota, siisti, siisteys, likainen, lika, haista, haju, puhdas, roska, sotkuinen, pöly, hygienia | clean, cleaning, cleaner, dirty, dirt, smell, smelly, tidy, filthy, dust, litter, rubbish, hygiene
safety / safety: turvallinen, turvallisuus, turvaton, vartija, uhkaava, päihtynyt, humalainen, pelätä, häiriö, häirintä, varas, varkaus, järjestyshäiriö | safe, safety, unsafe, guard, security, threatening, drunk, afraid, harassment, theft, steal
access / disability: pyörätuoli, rollaattori, vammainen, liikuntavamma, liikuntavammainen, liikuntarajoitteinen, liikuntaeste, apuväline, saattohoito, invavessa, inva, invapaikka, kotipalvelu, sairas, vammaisuus | wheelchair, walker, rollator, disabled, disability, mobility, crutch, accessible toilet, impairment, home delivery, housebound
access / entrance: esteetön, esteettömyys, hissi, luiska, kynnys, porras, portaat, ramppi, sähköovi, sisäänkäynti, kaide, kulku, raskas ovi | accessible, accessibility, lift, elevator, ramp, step-free, stairs, steps, entrance, automatic door, handrail, heavy door
access / sight: näkö, näkövammainen, sokea, heikkonäköinen, isoteksti, isotekstinen, suurennuslasi, kirjasinkoko, pistekirjoitus, isompi teksti, silmä, fontti | sight, eyesight, blind, visually impaired, large print, magnifier, braille, font, low vision, larger print, bigger print
access / hearing: kuulo, kuulovammainen, kuuro, huonokuuloinen, induktiosilmukka, viittoma, viittomakieli, viittoa, viitottu, tekstitys, tekstitetty, tulkkaus, kuulolaite | hearing, deaf, hard of hearing, hearing loop, induction loop, sign language, captions, captioning, subtitles, interpretation, hearing aid, signed
access / senses: autismi, autistinen, autismikirjo, aisti, aistiystävällinen, aistiyliherkkyys, adhd, erityislapsi, erityistarve, selkokieli, selkokielinen, neuroepätyypillinen | autism, autistic, sensory, sensory-friendly, adhd, special needs, neurodivergent, plain language, easy language, easy read
languages / english: englanti, englanninkielinen, englanniksi, enkku | english, english-language, english-speaking, in english
languages / finnish: suomi, suomenkielinen, suomea, suomen kieli | finnish, finnish-speaking, suomi
languages / other: ruotsi, viro, venäjä, saksa, ranska, espanja, arabia, somali, kiina, ukraina, italia, japani, ruotsinkielinen, venäjänkielinen, vieraskielinen, monikielinen, kaksikielinen, vieras kieli | swedish, estonian, russian, german, french, spanish, arabic, somali, chinese, ukrainian, italian, japanese, multilingual, bilingual, foreign language
languages / newcomer: maahanmuuttaja, ulkomaalainen, ulkomaa, kansainvälinen, ulkomaalaistaustainen, vaihto-oppilas, vaihto-opiskelija, turvapaikanhakija, kotoutuminen, muuttaa suomeen, expat | immigrant, foreigner, international, expat, exchange student, newcomer, refugee, integration, moved to finland, migrant
languages / translation: kääntää, käännös, tulkki, tulkata, tekstitys | translate, translation, interpreter, subtitle, interpret
talking / practice: kielikahvila, keskusteluryhmä, puhekahvila, kielikerho, kielikurssi, kielitandem, tandem, kielioppi, harjoitella, harjoittelu, jutella, jutustelu, jutteluryhmä, puhua, puhuminen, keskustelu, keskustella, ääntäminen, kielitaito, kielitesti, sanasto | language cafe, language café, conversation group, conversation, practise, practice, chat, speak, speaking, grammar, fluent, fluency, tandem, language exchange, language course, pronunciation, vocabulary, native speaker
events / event: tapahtuma, ohjelma, tilaisuus, tapahtumakalenteri, kalenteri, luento, esitelmä, näyttely, teatteri, stand-up, esitys, illanvietto | event, programme, program, calendar, lecture, talk, exhibition, theatre, theater, stand-up, screening, performance, festival
events / workshop: työpaja, kerho, kokoontuminen, ryhmä, kerhoilta, harrastus, harrastaa | workshop, club, group, meetup, hobby, gathering
media / social: some, sosiaalinen media, facebook, instagram, insta, tiktok, youtube, snapchat, twitter, whatsapp, discord, kanava, seuraaja, julkaisu, postaus, postata, tykätä, stoori, reels, reelsi, tili | social media, facebook, instagram, tiktok, youtube, snapchat, twitter, whatsapp, discord, follower, post, feed, reel, hashtag, channel
media / video: video, videoida, podcast, podi, suora lähetys, striimi, striimata, suoratoisto, lähetys, klippi, meemi, kuva, valokuva, vlogi, blogi, tallenne, jakso | video, podcast, stream, streaming, livestream, live stream, clip, meme, photo, picture, vlog, blog, episode, behind the scenes
media / news: uutiskirje, tiedottaa, tiedotus, tiedote, ilmoitus, mainos, mainostaa, mainonta, markkinointi, esite, juliste, viestintä, sisältö | newsletter, announce, announcement, notice, advert, advertise, advertising, marketing, leaflet, poster, communication, content
staff / staff: henkilökunta, kirjastonhoitaja, virkailija, työntekijä, asiakaspalvelija, tiski, asiakaspalvelu, palvelutiski, kirjastolainen | staff, librarian, employee, worker, desk staff, customer service, service desk, front desk, volunteer
staff / kindness: ystävällinen, ystävällisyys, avulias, palvelualtis, töykeä, epäystävällinen, tyly, iloinen, hymy, ihana, tympeä, välinpitämätön | friendly, kind, helpful, rude, unfriendly, polite, smile, lovely, unhelpful, grumpy
city / smartcity: älykaupunki, älykäs kaupunki, avoin data, data, sensori, anturi, kaupunkikehitys, tekoäly, robotiikka | smart city, open data, data, sensor, city planning, artificial intelligence, ai
city / participation: osallistua, osallistuminen, osallistuva budjetointi, omastadi, äänestää, äänestys, vaikuttaa, vaikuttaminen, kuulla asukkaita, asukas, kysely, mielipide, päättää, kuntalainen | participate, participation, participatory budgeting, vote, voting, have a say, resident, survey, opinion, decide, consultation, citizen
city / transport: bussi, raitiovaunu, ratikka, juna, metro, pysäkki, pysäköinti, parkkipaikka, parkki, pyöräteline, liikenne, joukkoliikenne | bus, tram, train, metro, stop, parking, bike rack, traffic, public transport
city / taxes: vero, verotus, vuokra, hinta, halpa, kallis, politiikka, eduskunta, asunto | tax, rent, price, cheap, expensive, politics, parliament, housing
empty / nothing: ei mitään, en tiedä, en osaa sanoa, ei tule mieleen | nothing, no idea, don't know, dunno, no comment
branches / branch: lähikirjasto, sivukirjasto, kirjastoauto, pääkirjasto, keskustakirjasto, lähiö | branch, local library, bookmobile, mobile library, suburb, neighbourhood library
`;
/** A concept, the field it lies in, and the words for it. */
export interface WordConcept {
  readonly concept: string;
  readonly field: string;
  readonly names: Readonly<Record<Language, readonly string[]>>;
}

/** Gives every concept of the table. */
export const WORD_CONCEPTS: readonly WordConcept[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [name = "", words = ""] = line.split(": ");
    const [field = "", concept = ""] = name.split(" / ");
    const [fi = "", en = ""] = words.split(" | ");
    return { concept, field, names: { fi: fi.split(", "), en: en.split(", ") } };
  });
