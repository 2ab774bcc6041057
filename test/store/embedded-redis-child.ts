/** Started by embedded-redis.test.ts: keeps a private Redis until it is killed. Prints pid and socket, or the error. */
import { startEmbeddedRedis } from "../../src/store/embedded-redis.ts";

const [folder = "", guard = "kernel"] = process.argv.slice(2);

startEmbeddedRedis({ folder, guard: guard === "pipe" ? "pipe" : "kernel" }).then(
  ({ pid, socket }) => {
    console.log(JSON.stringify({ pid, socket }));
    process.stdin.resume();
  },
  (error) => {
    console.log(JSON.stringify({ error: error.message }));
    process.exit(1);
  },
);
