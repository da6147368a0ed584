using Google.Protobuf;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores.SqlServer;
using Verify.V1;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>Every row of the table, by the pure engine, over gRPC and over Connect, on every store.</summary>
public sealed class WorkedExampleTests
{
    public static TheoryData<string> Ids => [.. ExampleTable.All.Select(static example => example.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_pure_engine_decides(string id)
    {
        var example = Find(id);
        AnswerWords.AssertSays(example.Expected, PureDecision.Answer(example));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_service_answers_over_gRPC_and_Connect_alike(string id)
    {
        await using var service = await RunningService.StartAsync();
        await AssertAnswersAsync(service, Find(id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_service_answers_from_SQL_Server_as_from_SQLite(string id)
    {
        await using var database = new SqlServerTestDatabase();
        await using var service = await RunningService.StartAsync(sqlServer: database.ConnectionString);
        await AssertAnswersAsync(service, Find(id));
    }

    private static async Task AssertAnswersAsync(RunningService service, Example example)
    {
        foreach (var record in World.Of(example.Given).Records)
            await service.Registry.RecordAsync(record, cancellationToken: TestContext.Current.CancellationToken);

        var headers = example.Department is { } department ? new Metadata { { "verify-department", department } } : [];
        var overGrpc = await service.Verification.CheckAsync(example.Question, headers, cancellationToken: TestContext.Current.CancellationToken);
        AnswerWords.AssertSays(example.Expected, overGrpc);

        using var message = new HttpRequestMessage(HttpMethod.Post, "verify.v1.VerificationService/Check")
        {
            Content = new StringContent(JsonFormatter.Default.Format(example.Question), null, "application/json"),
        };
        if (example.Department is { } asDepartment)
            message.Headers.Add("verify-department", asDepartment);
        using var reply = await service.Http.SendAsync(message, TestContext.Current.CancellationToken);
        var json = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.IsSuccessStatusCode, json);
        AnswerWords.AssertSays(example.Expected, JsonParser.Default.Parse<CheckResponse>(json));
    }

    private static Example Find(string id) => ExampleTable.All.Single(example => example.Id == id);
}
