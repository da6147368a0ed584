using Verify.Audit;
using Verify.Domain;

namespace Verify.Tests.Stores;

/// <summary>A check and a block of the chain as the last program before <see cref="CheckRecord.Asked"/> wrote them.</summary>
internal static class OldFormats
{
    /// <summary>The bytes of <see cref="Check"/>, as a journal of version 1 and the chain's format 1 have them.</summary>
    public const string CheckBytes =
        "0199c2a000007000800000000000000103722d310201d10863616c6c65722d310835323035323352530be5bca0e4b88920f0a080800114553a39313532303532334d"
        + "413648513030313352034c494308e58a9ee4bbb62d3102063532303532330790a9ce81cade080090a9ce81cade082a000000000000000b636174616c6f6775652d31"
        + "03000205503a6162630303553a58020203452d3203452d3101034d2d3103020101f3490b0001005013f94acbde08010103452d3108353230353233525303010203";

    /// <summary>Its digest.</summary>
    public const string CheckDigest = "f78e25e65811e969bf415ca50198c78643de5db6796df3dcb6e48b64980ec45a";

    /// <summary>The hash of a first block that holds it alone.</summary>
    public const string BlockHash = "bc8ff43a702f1e73defba318af9bdab5aaf60fd92b6f6371f482886fb99b4d30";

    private static readonly DateTimeOffset At = new(2026, 6, 15, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The check.</summary>
    public static CheckRecord Check { get; } = new(
        Guid.Parse("0199c2a0-0000-7000-8000-000000000001"), "r-1", [1, 0xD1], "caller-1", "520523RS", "张三 𠀀", new SubjectKey("U:91520523MA6HQ0013R"), "LIC", "办件-1",
        2, "520523", At.AddTicks(7), At, 42, "catalogue-1", 3, "", [1, 2, 3])
    {
        OtherSubjects = [new NamedSubject(new SubjectKey("P:abc"), SubjectPart.Related), new NamedSubject(new SubjectKey("U:X"), SubjectPart.Member)],
        Entries = ["E-2", "E-1"],
        Measures = [new AdvisedMeasure("M-1", MeasureEffect.Bar, MeasureStrength.Mandatory, FeedbackRequired: true)],
        FeedbackDueOn = new DateOnly(2026, 7, 31),
        AnswerValidUntil = At.AddDays(1).ToUniversalTime(),
        Alerts = [new Alert(NoticeKind.RedConflict, "E-1", "520523RS")],
    };

    /// <summary>Both as rows of SQLite's tables of version 5.</summary>
    public static string Rows { get; } = $"""
        INSERT INTO check_record (sequence, check_id, request_id, request_digest, caller, department, operator, subject_key, matter, case_number, stage, region,
            evaluated_at, as_of, revision, catalog_version, disposition, refusal, feedback_due_on, answer_valid_until, answer)
        VALUES (1, '{Check.CheckId}', 'r-1', x'01d1', 'caller-1', '520523RS', '张三 𠀀', 'U:91520523MA6HQ0013R', 'LIC', '办件-1', 2, '520523',
            {At.UtcTicks + 7}, {At.UtcTicks}, 42, 'catalogue-1', 3, '', '2026-07-31', {At.AddDays(1).UtcTicks}, x'010203');
        INSERT INTO check_subject (check_id, subject_key, part) VALUES ('{Check.CheckId}', 'P:abc', 3), ('{Check.CheckId}', 'U:X', 2);
        INSERT INTO check_entry (check_id, entry_id) VALUES ('{Check.CheckId}', 'E-1'), ('{Check.CheckId}', 'E-2');
        INSERT INTO check_measure (check_id, measure, effect, strength, feedback_required) VALUES ('{Check.CheckId}', 'M-1', 3, 2, 1);
        INSERT INTO notice (check_id, kind, entry_id, department) VALUES ('{Check.CheckId}', 1, 'E-1', '520523RS');
        INSERT INTO check_block (number, format, kind, first, count, newest, digests, prior, hash)
        VALUES (1, 1, 1, 1, 1, {At.UtcTicks + 7}, x'{CheckDigest}', zeroblob(32), x'{BlockHash}');
        """;
}
