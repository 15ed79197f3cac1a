import { credentials, Metadata, makeClientConstructor, type ServiceError, status } from "@grpc/grpc-js";
import { flagSyncService } from "@/lib/server/process/flagd/protocol";

const Sync = makeClientConstructor(flagSyncService, "flagd.sync.v1.FlagSyncService");

/** Asks a server of flagd's protocol for its flags once, as other languages than JavaScript do: with metadata. */
export async function fetchFlagdFlags(
  port: number,
  selector: string | undefined,
  headers: Record<string, string>,
): Promise<{ code: number; text: string }> {
  const client = new Sync(`127.0.0.1:${port}`, credentials.createInsecure());
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  try {
    return await new Promise((answered) => {
      const hear = (error: ServiceError | null, answer?: { flagConfiguration: Buffer }) =>
        answered({
          code: error?.code ?? status.OK,
          text: error?.details ?? answer?.flagConfiguration.toString() ?? "",
        });
      // Other languages do not send a field that is empty.
      client.fetchAllFlags?.(selector === undefined ? {} : { selector }, metadata, hear);
    });
  } finally {
    client.close();
  }
}
