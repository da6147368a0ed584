using Verify.V1;

namespace Verify.Client;

/// <summary>What an application asks of an incentive most often.</summary>
public static class IncentiveReading
{
    extension(Incentive incentive)
    {
        /// <summary>Whether the incentive is open, as things stand.</summary>
        public bool IsOpen => incentive.State == IncentiveState.Eligible;

        /// <summary>Whether a signed commitment would open it.</summary>
        public bool WantsCommitment => incentive.State == IncentiveState.EligibleIfCommitted;
    }
}
