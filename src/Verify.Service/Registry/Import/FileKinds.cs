using System.Collections.Immutable;

namespace Verify.Registry.Import;

/// <summary>Every kind of file.</summary>
internal static class FileKinds
{
    public static readonly ImmutableArray<FileKind> All =
        [new BaseRegistryFile(), new ListFile(), new PenaltyFile(), new CourtDebtorFile()];
}
