// Prints a figure and its peers: npm run -s bench -- NAME; without a name, the names there are.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { buildOrExit } = require("./build.js");

const BENCH = join(__dirname, "..", "bench");
const name = process.argv[2];
// The other files there are parts of a bench: they run nothing.
const names = readdirSync(BENCH)
  .filter((file) => file.endsWith(".ts") && /^(void )?main\(/m.test(readFileSync(join(BENCH, file), "utf8")))
  .map((file) => file.slice(0, -".ts".length))
  .sort();

if (name === undefined) {
  console.log(names.join("\n"));
} else if (!names.includes(name)) {
  console.error(`Cannot run bench "${name}": there are ${names.join(", ")}`);
  process.exitCode = 1;
} else {
  buildOrExit();
  require(join(__dirname, "..", "dist", "bench", `${name}.js`));
}
