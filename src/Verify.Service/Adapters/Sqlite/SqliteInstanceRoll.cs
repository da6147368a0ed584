using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>The roll in the embedded database. Whoever shares the file shares the roll.</summary>
public sealed class SqliteInstanceRoll(SqliteDatabase database) : IInstanceRoll
{
    /// <inheritdoc/>
    public Task EnrolAsync(Guid id, CancellationToken cancellation) => ChangesAsync("enrol_instance", cancellation, ("@id", id.ToString()));

    /// <inheritdoc/>
    public Task<bool> RenewAsync(Guid id, long confirmed, CancellationToken cancellation) =>
        ChangesAsync("renew_instance", cancellation, ("@id", id.ToString()), ("@confirmed", confirmed));

    /// <inheritdoc/>
    public Task<IReadOnlyList<EnrolledInstance>> ReadAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<EnrolledInstance>>(
            static session => session.Query(
                "read_instances", static row => new EnrolledInstance(Guid.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt64(2))),
            cancellation);

    /// <inheritdoc/>
    public Task LeaveAsync(Guid id, CancellationToken cancellation) => ChangesAsync("remove_instance", cancellation, ("@id", id.ToString()));

    /// <inheritdoc/>
    public Task StrikeAsync(Guid id, long beat, CancellationToken cancellation) =>
        ChangesAsync("strike_instance", cancellation, ("@id", id.ToString()), ("@beat", beat));

    private Task<bool> ChangesAsync(string operation, CancellationToken cancellation, params (string Name, object? Value)[] values) =>
        database.WriteAsync(session => session.Execute(operation, values) > 0, cancellation);
}
