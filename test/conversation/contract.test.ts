import { startSingle } from "../helpers/conversation.ts";
import { conversationContract } from "./contract.ts";

conversationContract("a single Redis", startSingle);
