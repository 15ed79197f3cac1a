/** Every cap on what a client may send, named once. Lengths are UTF-16 code units, sizes are bytes of UTF-8. */
export const limits = {
  bodyBytes: 1024 * 1024,
  /** A segment may hold a list of 100,000 ids. */
  segmentBodyBytes: 8 * 1024 * 1024,
  /** Evaluation, one flag or all: a context. */
  evaluationBodyBytes: 256 * 1024,
  /** What strangers send to sign in, to accept an invitation or to set up. */
  signInBodyBytes: 16 * 1024,
  nameLength: 200,
  descriptionLength: 2_000,
  /** Why a change was made. */
  commentLength: 500,
  slugLength: 63,
  flagKeyLength: 128,
  attributeLength: 256,
  /** One scalar inside a condition. */
  scalarLength: 4_096,
  /** Of evaluations that applications counted themselves: entries at a time, evaluations in one, a value's JSON, a batch's name. */
  reportedEvaluations: 1_000,
  reportedCount: 1_000_000_000,
  reportedValueLength: 1_000,
  batchIdLength: 64,
  /** A flag's value or a rule's, as JSON text. */
  valueBytes: 256 * 1024,
  jsonDepth: 32,
  /** Values that a flag has names for. */
  variants: 50,
  variantNameLength: 128,
  /** Flags that one flag requires. */
  requirements: 10,
  /** All of a flag's variants, as JSON text. */
  variantsBytes: 256 * 1024,
  conditions: 100,
  /** Of one list of conditions: conditions, groups and references, also those in groups. */
  elements: 200,
  listItems: 100_000,
  /** Texts of one condition of which any will do: each is searched for in its turn. */
  conditionTexts: 1_000,
  conditionPatterns: 20,
  /** Different patterns in one request, as many as a draft has rules: each takes up to some milliseconds to check. */
  patterns: 1_000,
  environments: 20,
  environmentLength: 64,
  /** Flags that one request promotes. */
  promotedFlags: 1_000,
  tags: 50,
  tagLength: 64,
  pageSize: 200,
  auditPageSize: 50,
  searchLength: 200,
  /** Of a history of evaluations; what is beyond it is told as one. */
  evaluationSeries: 100,
  /** Days after which a flag that nobody asks for, or that serves one value only, is called stale. */
  staleDays: 30,
  /** Attributes that the audience of a flag names. */
  audienceAttributes: 3,
  rulesPerList: 10_000,
  /** Values between which one rule splits those whom it matches. */
  splitArms: 20,
  /** A draft list to analyse; longer ones would only use up the analysis' budget. */
  analysedRules: 1_000,
  position: 1_000_000_000,
  emailLength: 254,
  passwordMinLength: 10,
  passwordLength: 128,
  /** A one-time token is shorter; what is longer is none. */
  tokenLength: 128,
  /** Projects in which a member has a role of their own. */
  memberProjects: 100,
  /** Admins that a member is told to ask. */
  askedAdmins: 5,
  /** Projects that one key is limited to. */
  keyProjects: 100,
  /** Origins whose pages may use one key. */
  keyOrigins: 50,
  originLength: 300,
  /** How long a key may go on beside the one that takes over from it. */
  keyOverlapHours: 30 * 24,
  /** A test user's context, as JSON text. */
  testContextBytes: 64 * 1024,
  testUsersPerProject: 200,
  expectationsPerTestUser: 100,
  /** All that one test user is expected to get, as JSON text. */
  expectationBytes: 64 * 1024,
  /** Open at once with one key, or in one session. */
  streamsPerCredential: 1_000,
  streamsPerInstance: 20_000,
  /** How far back a stream may be asked to begin: a laptop that slept for a day. */
  streamPastSeconds: 86_400,
  /** Pages of one member that say which flag they show. */
  viewersPerMember: 50,
  viewersPerInstance: 10_000,
  /** Messages in one 422. Beyond it a client has learned enough, and the answer stays small. */
  issues: 100,
} as const;
