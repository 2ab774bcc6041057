import { Shelf, readPrograms } from "../../src/programs/shelf.ts";
import { samplePrograms } from "../../src/programs/sample-programs.ts";
import { createMorphology } from "../../src/understanding/morphology.ts";
import { createDictionary, englishStem } from "../../src/understanding/dictionary.ts";
import { loadLanguageFiles } from "../../src/understanding/language-files.ts";
import { loadLibraryNames } from "../../src/understanding/libraries.ts";
const timeZone = "Europe/Helsinki";
const D = "/work/shared/data/programs/";
test("x", async () => {
  const files = loadLanguageFiles(); const morphology = createMorphology(files); const dictionary = createDictionary(files);
  const reader = { terms: (text: string, language?: string) => {
    const words: string[] = [], pivot: string[] = [];
    for (const w of text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []) {
      if (language === "en") { const st = englishStem(w); words.push(st); pivot.push(st); continue; }
      const readings = morphology.analyse(w);
      if (readings.length === 0) { const b = morphology.bases(w); words.push(...b); pivot.push(...b.flatMap((x) => dictionary.pivot(x))); continue; }
      for (const r of readings) { words.push(r.base.toLowerCase()); if (r.parts.length > 1) words.push(...r.parts); pivot.push(...dictionary.pivot(r.base), ...(r.parts.length > 1 ? r.parts.flatMap((x) => dictionary.pivot(x)) : [])); }
    }
    return { words: [...new Set(words)], pivot: [...new Set(pivot)] };
  } };
  const out: string[] = [];
  const run = (shelf: Shelf, now: string, queries: (string | [string, any])[]) => {
    for (const qq of queries) {
      const [q, slots] = typeof qq === "string" ? [qq, {}] : qq;
      const language = slots.lang ?? "fi"; const u = { slots: { ...slots } }; delete u.slots.lang;
      const t0 = performance.now();
      const r = shelf.recommend({ text: q, slots: u.slots, language, interests: [], without: [], limit: 3 }, now);
      const ms = performance.now() - t0;
      out.push(`${q} [${language}] ${JSON.stringify(u.slots)} ${ms.toFixed(2)}ms ${r.relaxed.map((x) => `${x.slot}:${x.from}->${x.to}`)}`);
      for (const x of r.results) out.push(`     ${x.score} ${x.program.title.fi ?? x.program.title.en} | ${x.program.start} | ${x.program.place?.name.fi ?? x.program.place?.name.en} | ${x.program.audiences} ${JSON.stringify(x.program.ages ?? "")} | ${x.reasons.map((y) => y.kind + ":" + (y.value ?? "")).join(", ")}`);
    }
  };
  out.push(JSON.stringify(["satutunnille", "perhekahvilassa", "3D-tulostus", "jazziskelmiäkin", "kuusi", "lastenkirjan", "neulekahvila","elokuvailtaan","shakkikerho","digiopastusta"].map((w) => [w, reader.terms(w, "fi")])));
  out.push(JSON.stringify(["knitting", "story", "families"].map((w) => [w, reader.terms(w, "en")])));
  let shelf = new Shelf({ reader, timeZone, libraries: loadLibraryNames() });
  await shelf.put(await readPrograms(D + "linked-events/hel-2020-08-jazz.linkedevents.json", timeZone));
  run(shelf, "2020-08-20T10:00:00+03:00", ["satutunti", "jazzia", ["jazz for families",{lang:"en",topic:["jazz"],audience:"families"}], ["jazz",{topic:["jazz"],audience:"families"}], "konsertti", "lukupiiri", "ompelu", "koodausta", ["musiikkia",{topic:["musiikki"],free:true,when:{from:"2020-08-22",until:"2020-08-24"}}]]);
  const t0 = performance.now();
  await shelf.put(samplePrograms("2026-11-18", timeZone));
  out.push(`sample build ${performance.now() - t0}`);
  const sat = {from:"2026-11-21",until:"2026-11-22"}, we = {from:"2026-11-21",until:"2026-11-23"}, tom = {from:"2026-11-19",until:"2026-11-20"};
  run(shelf, "2026-11-18T10:00:00+02:00", ["satutunti", ["satutunti",{topic:["satutunti"],place:"Kallio",when:sat}], ["mitä tekemistä",{audience:"children",when:we}], ["kids weekend",{lang:"en",audience:"children",when:we}], ["",{lang:"en",topic:["book club"],eventLanguage:"en"}], "lukupiiri", "neulontaa", ["knitting",{lang:"en",topic:["knitting"]}], "3D-tulostusta", ["",{lang:"en",topic:["3D printing"]}], ["",{topic:["digiapu"],audience:"seniors"}], ["help with my phone",{lang:"en",topic:["phone"]}], "kielikahvila", ["",{age:5,when:tom,place:"Oodi"}], ["",{place:"Oodi",when:{from:"2026-11-18",until:"2026-11-19"}}], ["",{topic:["elokuva"],when:{from:"2026-11-20",until:"2026-11-21"},partOfDay:"evening"}], "shakkia", "golf", "keramiikka", "uimahalli", ["",{audience:"babies"}], "muskari", ["",{lang:"en",topic:["concert"]}], ["",{topic:["koodauskerho"],audience:"children"}], "robotiikka", "satutnti", "lautapelit", "runoja", ["",{lang:"en",topic:["language café"],place:"Kallio"}], ["",{topic:["sukututkimus"],online:true}], "mindfulness", ["",{lang:"en",topic:["author visit"]}], ["",{topic:["kirjailijavierailu"],place:"Itäkeskus"}], ["",{lang:"en",topic:["workshop"],free:true}], "jooga", "hevoset", "dinosaurukset", ["",{lang:"en",topic:["story time"],eventLanguage:"sv"}],["",{topic:["satutunti"],eventLanguage:"ru"}],["",{audience:"adults",partOfDay:"evening"}], ["",{place:"Malmi",when:{from:"2026-11-23",until:"2026-11-30"}}], ["",{lang:"en",topic:["dog"]}],["",{lang:"en",topic:["music"]}],["",{lang:"en",topic:["gardening"]}], "vesijumppa", "ilmastonmuutos", "tekoäly", ["",{lang:"en",topic:["artificial intelligence"]}], "valokuvaus", "piirtäminen", "jotain hauskaa", "mitä tapahtuu"]);
  await shelf.put(await readPrograms(D + "libcal/jersey-city-libcal.json|America/New_York", timeZone));
  run(shelf, "2025-11-05T10:00:00-05:00", [["",{lang:"en",topic:["story time"]}], "satutunti", ["",{lang:"en",topic:["lego"]}], ["",{lang:"en",topic:["music"],audience:"babies"}], ["",{lang:"en",topic:["chess"]}], "käsityöpaja", ["",{lang:"en",topic:["yoga"]}], ["",{lang:"en",topic:["computer help"],audience:"seniors"}]]);
  console.log(out.join("\n"));
}, 60000);
