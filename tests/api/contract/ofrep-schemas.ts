import { z } from "zod";

/**
 * What OFREP 0.3.0 says of its answers (github.com/open-feature/protocol, service/openapi.yaml), said in zod. A field
 * that the protocol does not know may be there; one that it knows must be as it says.
 */
const metadata = z.record(z.string(), z.union([z.boolean(), z.string(), z.number()]));
const reason = z.enum(["STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED", "UNKNOWN"]);

export const ofrepSuccess = z.looseObject({
  key: z.string(),
  reason,
  value: z.union([z.boolean(), z.string(), z.number(), z.record(z.string(), z.unknown())]).optional(),
  variant: z.string().optional(),
  metadata: metadata.optional(),
});

export const ofrepFailure = z.looseObject({
  key: z.string(),
  errorCode: z.enum(["PARSE_ERROR", "TARGETING_KEY_MISSING", "INVALID_CONTEXT", "GENERAL"]),
  errorDetails: z.string().optional(),
});

export const ofrepFlagNotFound = z.looseObject({
  key: z.string(),
  errorCode: z.literal("FLAG_NOT_FOUND"),
  errorDetails: z.string().optional(),
});

export const ofrepBulkSuccess = z.looseObject({
  flags: z.array(z.union([ofrepSuccess, ofrepFailure])),
  eventStreams: z.array(
    z.looseObject({ type: z.string(), endpoint: z.object({ requestUri: z.string().regex(/^\//) }) }),
  ),
  metadata: metadata.optional(),
});

export const ofrepBulkFailure = z.looseObject({ errorCode: z.string(), errorDetails: z.string().optional() });

export const ofrepGeneralError = z.looseObject({ errorDetails: z.string().optional() });
