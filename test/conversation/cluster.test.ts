import { startCluster } from "../helpers/conversation.ts";
import { conversationContract } from "./contract.ts";

conversationContract("a Redis Cluster of three masters", startCluster);
