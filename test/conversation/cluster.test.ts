import { conversationContract } from "./contract.ts";
import { startCluster } from "./stores.ts";

conversationContract("a Redis Cluster of three masters", startCluster);
