import { Guidon } from "guidon-sdk";
import { useClient } from "./client.mjs";

/** @param {string} url */
export const run = (url) => useClient(Guidon, url, "stream");
