/** The catalogue: every rule, in the order in which tables list them. */
import type {Rule} from '../src/rule.ts'
import consistentEntryName from './consistent-entry-name.ts'
import consistentPaperUrl from './consistent-paper-url.ts'
import consistentTitlePunctuation from './consistent-title-punctuation.ts'
import entryRequiredParts from './entry-required-parts.ts'
import entrySpacing from './entry-spacing.ts'
import linkRoleHost from './link-role-host.ts'
import noArchivedRepository from './no-archived-repository.ts'
import noBadgeMismatch from './no-badge-mismatch.ts'
import noBrokenAnchor from './no-broken-anchor.ts'
import noConflictMarker from './no-conflict-marker.ts'
import noCopiedLink from './no-copied-link.ts'
import noDeadUrl from './no-dead-url.ts'
import noDuplicateEntry from './no-duplicate-entry.ts'
import noDuplicatePaperId from './no-duplicate-paper-id.ts'
import noEmptySection from './no-empty-section.ts'
import noEmptyUrl from './no-empty-url.ts'
import noEntryNameTypo from './no-entry-name-typo.ts'
import noInsecureUrl from './no-insecure-url.ts'
import noInvalidIdentifier from './no-invalid-identifier.ts'
import noMalformedUrl from './no-malformed-url.ts'
import noMissingFile from './no-missing-file.ts'
import noMissingFragment from './no-missing-fragment.ts'
import noMissingMetadata from './no-missing-metadata.ts'
import noMojibake from './no-mojibake.ts'
import noMovedUrl from './no-moved-url.ts'
import noOutdatedVenue from './no-outdated-venue.ts'
import noRaggedTable from './no-ragged-table.ts'
import noRetiredService from './no-retired-service.ts'
import noSharedCodeRepo from './no-shared-code-repo.ts'
import noStrayBracket from './no-stray-bracket.ts'
import noTableListMismatch from './no-table-list-mismatch.ts'
import noTrackingParams from './no-tracking-params.ts'
import noUndecidedUrl from './no-undecided-url.ts'
import noUndefinedReference from './no-undefined-reference.ts'
import noUnlistedTablePaper from './no-unlisted-table-paper.ts'
import noUnparsedLink from './no-unparsed-link.ts'
import noUnusedDefinition from './no-unused-definition.ts'
import noUnusedDirective from './no-unused-directive.ts'
import noWithdrawnPaper from './no-withdrawn-paper.ts'
import normalizedVenueName from './normalized-venue-name.ts'
import plausibleVenueYear from './plausible-venue-year.ts'
import tableSequence from './table-sequence.ts'
import titleMatchesMetadata from './title-matches-metadata.ts'
import tocCompleteness from './toc-completeness.ts'
import tocOrder from './toc-order.ts'
import venueMatchesMetadata from './venue-matches-metadata.ts'

export const rules: readonly Rule[] = [
  noMalformedUrl,
  noEmptyUrl,
  noUnparsedLink,
  noStrayBracket,
  noBrokenAnchor,
  noMissingFile,
  noInvalidIdentifier,
  noDuplicatePaperId,
  noDuplicateEntry,
  noTableListMismatch,
  noSharedCodeRepo,
  noCopiedLink,
  plausibleVenueYear,
  consistentEntryName,
  noEntryNameTypo,
  noBadgeMismatch,
  noMojibake,
  noConflictMarker,
  noRaggedTable,
  tableSequence,
  noEmptySection,
  tocCompleteness,
  tocOrder,
  noRetiredService,
  noUndefinedReference,
  noUnusedDefinition,
  noUnusedDirective,
  consistentPaperUrl,
  noInsecureUrl,
  noTrackingParams,
  normalizedVenueName,
  entrySpacing,
  linkRoleHost,
  consistentTitlePunctuation,
  entryRequiredParts,
  noUnlistedTablePaper,
  noDeadUrl,
  noUndecidedUrl,
  noMissingFragment,
  noMovedUrl,
  titleMatchesMetadata,
  noWithdrawnPaper,
  venueMatchesMetadata,
  noOutdatedVenue,
  noMissingMetadata,
  noArchivedRepository,
] as readonly Rule[]
