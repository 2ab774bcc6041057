/**
 * Common first names in Helsinki, in the languages people there speak: enough to flag most names in feedback when no
 * dictionary knows them. Lower-case.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  [
    "aada aino aleksi anna anne anni annika anssi antti anu ari arja arto asta eero eeva eetu eija eila eino elina elisa ella emilia emma esa essi eveliina",
    "hanna hannu harri heidi heikki helena heli henna henri iida ilkka ilona inka irja isla jaakko janne jari jarmo jenni joni jonna jorma jouni juha juhani jukka jussi",
    "kaarina kaisa kalle kari karoliina katja katri kirsi kristiina kyösti laura lauri leena leevi leo lotta maarit maija mari maria marja marjatta markku marko markus",
    "martti matias matti meeri merja mia mika mikael mikko milla minna mirja miro niina niko noora olli onni oona otto outi paavo pasi päivi pekka pentti petri pia pirjo pirkko",
    "raija raimo reijo riikka riitta ritva roope saara sakari salla sami sanna santeri sari satu seija seppo sini sirpa sofia susanna suvi taina taneli tanja tapani tarja teemu",
    "teppo tero terhi tiina timo toni tuija tuomas tuomo tuula tuomas veera veikko vesa ville virpi väinö",
    "anders anja astrid björn erik gunilla gustav ingrid johan karin kristina lars lena magnus maj mats mikaela monica nils ove peter sven ulla ulrika",
    "aaron adam alan alex alexander alice amanda amy andrew angela ann anthony barbara ben benjamin brian carol charles charlotte chris christine christopher claire daniel david deborah",
    "diana edward elizabeth ellen emily eric eva fiona frank gary george grace graham hannah harry helen henry ian isabel jack jacob james jane janet jason jean jennifer jessica",
    "joan john jonathan joseph joshua julia julie karen kate katherine keith kevin laura lewis linda lisa lucy luke margaret mark martin mary matthew michael michelle nancy nicola noah",
    "nicole oliver olivia patricia patrick paul peter philip priya rachel rebecca richard robert rose ruth ryan sally samuel sandra sara sarah scott sean simon sophie stephen steven",
    "susan teresa thomas tim timothy tom victoria wendy william",
    "abdi abdirahman abdullah abdullahi ahmed ali aisha ayaan amina amal asha fadumo farah fatima faisal halima hamza hassan hawa hibo hodan hussein ibrahim ismail jamal khadija leila layla",
    "mahmoud maryam mohamed mohammed muhammad mustafa nadia naima nur omar osman rami reza sahra said salma samira sumaya yasmin yusuf zahra zainab",
    "aleksandr alexei anastasia andrei anton boris dmitri ekaterina elena galina igor irina ivan katya ksenia larisa ludmila marina mihail mikhail natalia natasha nikolai oksana oleg olga",
    "sergei svetlana tatiana tatjana valentina viktor vladimir yulia",
    "anh chen hoa huong lan linh li mei minh nguyen wei xin yan ying anil anjali arjun deepak priyanka rahul raj sanjay sunita carlos carmen diego jose juan luis miguel pablo pedro",
    "kadri katrin kristjan liina mart piret priit tiit toomas triin urmas",
  ].flatMap((line) => line.split(" ")),
);
