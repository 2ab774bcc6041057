// Lets a child process of a test run our TypeScript as jest does: node -r test/helpers/typescript-hook.js FILE.ts
const { readFileSync } = require("node:fs");
const { transformSync } = require("@swc/core");
const jest = require("../../jest.config.js");

for (const extension of [".ts", ".tsx"]) {
  const [, options] = jest.transform[`^.+\\${extension}$`];
  require.extensions[extension] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, "utf8"), { ...options, filename });
    module._compile(code, filename);
  };
}
