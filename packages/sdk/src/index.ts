export { compile, evaluate, explain } from "guidon-engine";
