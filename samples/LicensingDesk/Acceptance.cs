using Verify.V1;

namespace LicensingDesk;

/// <summary>What the desk does with an application. It proposes; the officer decides.</summary>
public enum Step
{
    /// <summary>受理.</summary>
    Accept,
    /// <summary>绿色通道: accept, and first in the row.</summary>
    AcceptFirst,
    /// <summary>容缺受理: accept now, papers by the day promised.</summary>
    AcceptPapersLater,
    /// <summary>Accept now, as soon as the applicant signs by when the papers come.</summary>
    AskForCommitment,
    /// <summary>补正: not accepted before the papers are there.</summary>
    AskForPapers,
    /// <summary>A law speaks against it, or it could not be established: the officer looks at the answer first.</summary>
    ShowOfficer,
}

/// <summary>The step, and what it rests on.</summary>
/// <param name="Application">The application.</param>
/// <param name="Step">The step.</param>
/// <param name="Missing">Codes of the papers that are missing.</param>
/// <param name="Answer">The answer, whose <c>check_id</c> goes into the file.</param>
public sealed record Acceptance(Application Application, Step Step, IReadOnlyList<string> Missing, CheckResponse Answer);
