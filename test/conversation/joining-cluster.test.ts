import { joiningContract } from "./joining.ts";
import { partedCodesContract } from "./parted-codes.ts";
import { startCluster } from "./stores.ts";

joiningContract("a Redis Cluster of three masters", startCluster);
partedCodesContract("a Redis Cluster of three masters", startCluster);
