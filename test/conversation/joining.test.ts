import { joiningContract } from "./joining.ts";
import { startSingle } from "./stores.ts";

joiningContract("a single Redis", startSingle);
