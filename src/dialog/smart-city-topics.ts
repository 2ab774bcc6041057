/** The topics of the smart city, in the order they are told. */
export const SMART_CITY_TOPICS = [
  "what",
  "goals",
  "citizen",
  "library",
  "skills",
  "make",
  "decide",
  "data",
] as const;
export type SmartCityTopic = (typeof SMART_CITY_TOPICS)[number];
