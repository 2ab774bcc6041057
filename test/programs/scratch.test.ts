import { parseSource, readSource } from "../../src/programs/sources/read-source.ts";
import { mergeRows } from "../../src/programs/merge-rows.ts";
test("x", async () => {
  for (const f of ["linked-events/hel-2020-08-jazz.linkedevents.json","linked-events/hel-2020-palvelutarjotin-events.json","libcal/jersey-city-libcal.json|America/New_York"]) {
    for await (const p of readSource(parseSource("/work/shared/data/programs/"+f,"Europe/Helsinki"))) {
      console.log(f, p.rows.length, p.whole, JSON.stringify(p.rows[0],null,1).slice(0,3000));
      const m = mergeRows(p.rows);
      console.log(m.rows.length, m.skipped, m.rows.filter(r=>r.kind!=="program"||r.program.status!=="scheduled").map(r=>r.kind==="program"?[r.program.id,r.program.status,r.program.title.en]:r));
      console.log(m.rows.slice(0,400).map(r=>r.kind==="program"?[r.program.title.fi??r.program.title.en,r.program.audiences.join(),JSON.stringify(r.program.ages),r.program.place?.name.en,r.program.place?.district.fi??r.program.place?.district.en,r.program.free,r.program.end].join(" | "):"").filter((_,i)=>i%(f.includes("libcal")?12:1)===0).join("\n"));
    }
  }
});
