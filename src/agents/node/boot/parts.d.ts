/** Digests of the parts' texts, put in by the build. */
declare const THREAD_DIGEST: string
declare const SUPERVISION_DIGEST: string
