import { joiningContract } from "./joining.ts";
import { partedCodesContract } from "./parted-codes.ts";
import { startSingle } from "./stores.ts";

joiningContract("a single Redis", startSingle);
partedCodesContract("a single Redis", startSingle);
