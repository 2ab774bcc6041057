// Runs one command of Kutsu, building it first when dist/ is stale: node script/kutsu.js COMMAND
const { buildOrExit } = require("./build.js");

buildOrExit();
require("../dist/src/cli.js");
