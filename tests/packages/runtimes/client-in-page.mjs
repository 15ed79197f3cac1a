import { Guidon } from "guidon-sdk/edge";
import { useClient } from "./client.mjs";

/** @param {string} url */
export const run = (url) => useClient(Guidon, url, "stream");
