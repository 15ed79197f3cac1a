/** Every limit on what a client may send, named once. Lengths are UTF-16 code units, sizes are bytes of UTF-8. */
export const limits = {
  bodyBytes: 1024 * 1024,
  /** A segment may hold a list of 100,000 ids. */
  segmentBodyBytes: 8 * 1024 * 1024,
  /** The body of an evaluation, of one flag or all: a context. */
  evaluationBodyBytes: 256 * 1024,
  /** The body that strangers send to sign in, to accept an invitation or to set up. */
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
  /**
   * In a report of evaluations that applications counted: entries, evaluations in one entry, a value's JSON, a batch's
   * id.
   */
  reportedEvaluations: 1_000,
  reportedCount: 1_000_000_000,
  reportedValueLength: 1_000,
  batchIdLength: 64,
  /** A flag's value or a rule's, as JSON text. */
  valueBytes: 256 * 1024,
  jsonDepth: 32,
  /** Variants of a flag. */
  variants: 50,
  variantNameLength: 128,
  /** Requirements of a flag. */
  requirements: 10,
  /** All of a flag's variants, as JSON text. */
  variantsBytes: 256 * 1024,
  conditions: 100,
  /** In one list of conditions: conditions, groups and references, also those in groups. */
  elements: 200,
  listItems: 100_000,
  /** Texts of one condition, any of which may match: each is searched for separately. */
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
  /** In a history of evaluations; further series are added up to one. */
  evaluationSeries: 100,
  /** Days after which a flag that nobody evaluates, or that serves only one value, is called stale. */
  staleDays: 30,
  /** Attributes that the audience of a flag names. */
  audienceAttributes: 3,
  rulesPerList: 10_000,
  /** Arms of a rule's split. */
  splitArms: 20,
  /** Rules in a draft to analyse; a longer list would only exhaust the analysis' budget. */
  analysedRules: 1_000,
  position: 1_000_000_000,
  emailLength: 254,
  passwordMinLength: 10,
  passwordLength: 128,
  /** A one-time token; real tokens are shorter. */
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
  /** How long a key may stay valid beside its replacement. */
  keyOverlapHours: 30 * 24,
  /** A test user's context, as JSON text. */
  testContextBytes: 64 * 1024,
  testUsersPerProject: 200,
  expectationsPerTestUser: 100,
  /** All expectations about one test user, as JSON text. */
  expectationBytes: 64 * 1024,
  /** Open at once with one key, or in one session. */
  streamsPerCredential: 1_000,
  streamsPerInstance: 20_000,
  /** How far back a stream may begin: for a laptop that slept for a day. */
  streamPastSeconds: 86_400,
  /** Pages of one member that announce which flag they show. */
  viewersPerMember: 50,
  viewersPerInstance: 10_000,
  /** Messages in one 422. A client learns enough from them, and the answer stays small. */
  issues: 100,
} as const;
