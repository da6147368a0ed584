using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>The roll in SQL Server.</summary>
public sealed class SqlServerInstanceRoll(SqlServerDatabase database) : IInstanceRoll
{
    /// <inheritdoc/>
    public Task EnrolAsync(Guid id, CancellationToken cancellation) => database.ExecuteAsync("enrol_instance", new { id }, cancellation);

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(Guid id, long confirmed, CancellationToken cancellation) =>
        await database.ExecuteAsync("renew_instance", new { id, confirmed }, cancellation) > 0;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EnrolledInstance>> ReadAsync(CancellationToken cancellation) =>
        await database.ReadAsync(static session => session.QueryAsync<EnrolledInstance>("read_instances"), cancellation);

    /// <inheritdoc/>
    public Task LeaveAsync(Guid id, CancellationToken cancellation) => database.ExecuteAsync("remove_instance", new { id }, cancellation);

    /// <inheritdoc/>
    public Task StrikeAsync(Guid id, long beat, CancellationToken cancellation) =>
        database.ExecuteAsync("strike_instance", new { id, beat }, cancellation);
}
