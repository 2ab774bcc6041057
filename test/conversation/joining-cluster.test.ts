import { joiningContract } from "./joining.ts";
import { startCluster } from "./stores.ts";

joiningContract("a Redis Cluster of three masters", startCluster);
