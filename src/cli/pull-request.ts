/** What a CI service says about the pull request that it runs for. */

/** The base of the pull or merge request that a CI run is about, as a git ref; `undefined` where there is none. */
export function pullRequestBase(): string | undefined {
  const {GITHUB_BASE_REF, CI_MERGE_REQUEST_DIFF_BASE_SHA, CI_MERGE_REQUEST_TARGET_BRANCH_NAME, BITBUCKET_PR_DESTINATION_BRANCH} =
    process.env
  if (CI_MERGE_REQUEST_DIFF_BASE_SHA) return CI_MERGE_REQUEST_DIFF_BASE_SHA
  const branch = GITHUB_BASE_REF || CI_MERGE_REQUEST_TARGET_BRANCH_NAME || BITBUCKET_PR_DESTINATION_BRANCH
  return branch ? `origin/${branch}` : undefined
}
