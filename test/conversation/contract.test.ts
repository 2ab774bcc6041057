import { conversationContract } from "./contract.ts";
import { startSingle } from "./stores.ts";

conversationContract("a single Redis", startSingle);
