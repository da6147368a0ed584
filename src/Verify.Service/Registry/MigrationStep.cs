namespace Verify.Registry;

/// <summary>A step of bringing a database to the version of this program, told before it is done.</summary>
/// <param name="Version">The version that it leads to.</param>
/// <param name="Last">The version of this program.</param>
public readonly record struct MigrationStep(int Version, int Last);
