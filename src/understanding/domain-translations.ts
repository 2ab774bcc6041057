/**
 * What library programs are called in English, where a general dictionary does not know or means something else.
 * Written by us; the words are given as they are said, most usual first.
 */

const GLOSSARY = `
  satutunti: story time, storytime, fairy tale
  satutuokio: story time, storytime, fairy tale
  satuhetki: story time, storytime, fairy tale
  satu: fairy tale, story, tale
  loruhetki: nursery rhyme
  muskari: music play, music
  lukupiiri: book club, reading circle
  kirjapiiri: book club, reading circle
  digituki: digital support, digital help
  digiopastus: digital support, digital guidance
  kielikahvila: language cafe
  keskusteluryhmä: conversation group, discussion group
  läksyapu: homework help
  läksykerho: homework club
  läksy: homework
  kerho: club
  piiri: circle, club
  roolipeli: role-playing game
  koodaus: coding, programming
  ohjelmointi: programming, coding
  ohjelmoida: program, code
  tulostus: printing
  tulostin: printer
  leffa: film, movie
  elokuva: film, movie
  askartelu: craft, handicraft
  askarrella: craft
  käsityö: handicraft, craft
  kirjavinkkaus: book talk
  selkokieli: plain language, easy language
  lapsiperhe: family
  seniori: senior
  eläkeläinen: pensioner, senior
  ikäihminen: senior
  keikka: gig, concert
  lukukoira: reading dog
  kirjailijavierailu: author visit, author talk
  kirjailija: author, writer
  tekoäly: ai, artificial intelligence
  tietovisa: quiz, trivia
  työnhaku: job search
  työpaja: workshop
  kurssi: course, class
  opastus: guidance, support
  neuvonta: advice, guidance
  luento: lecture, talk
  tapahtuma: event
  näyttely: exhibition
  kännykkä: phone, mobile
  puhelin: phone, mobile
  älypuhelin: smartphone, phone
  tabletti: tablet
  viittomakieli: sign language
  suomi: Finnish, Finland
  kieli: language
  tunti: lesson, class, hour
  lapsi: child, kid
  nuori: young, teen, youth
  teini: teen, teenager
  taapero: toddler
  vauva: baby, infant
  perhe: family
  kirja: book
  peli: game
  pelata: play, game
  ilta: evening, night
  laina: loan
  lainata: borrow, loan
  palaute: feedback
  aukiolo: opening hours
  makerspace: makerspace
  podcast: podcast
  keramiikka: ceramics, pottery
  jumppa: exercise, gymnastics
  äänikirja: audiobook
  kädentaito: craft
  maksuton: free
  ilmainen: free
`;

/** Gives the English words for a Finnish base form. */
export const DOMAIN_TRANSLATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  GLOSSARY.trim()
    .split("\n")
    .map((line) => {
      const [finnish = "", english = ""] = line.trim().split(": ");
      return [finnish, english.split(", ")];
    }),
);
