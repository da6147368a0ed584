using System.Text;
using Verify.Load.Check.Asks;
using Record = Verify.Load.Check.Subjects.Record;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Subjects;
using Verify.Load.Check.Wire;
using Verify.V1;

namespace Verify.Load.Tests;

public sealed class AskTests
{
    private static readonly Sample Sample = new(1_000);

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void The_patched_request_asks_about_the_chosen_subjects(int items)
    {
        var ask = new CheckAsk(Sample, Picks.Uniform(Sample), items);
        var call = NewCall(ask);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(ask.Choose(call));
            var body = ask.BodyOf(call)[GrpcMessage.PrefixBytes..];
            var asked = items == 0
                ? [CheckRequest.Parser.ParseFrom(body).Subject]
                : BatchCheckRequest.Parser.ParseFrom(body).Subjects.ToArray();
            Assert.Equal(call.Subjects.Select(static subject => Encoding.ASCII.GetString(Sample.CodeOf(subject))), asked.Select(static subject => subject.Code));
        }
    }

    [Fact]
    public void Cold_callers_ask_about_everybody_once()
    {
        var pick = Picks.Cold(Sample);
        Assert.Equal(Enumerable.Range(0, Sample.Count), Enumerable.Range(0, Sample.Count).Select(_ => pick()));
        Assert.False(new CheckAsk(Sample, pick).Choose(NewCall(new CheckAsk(Sample, pick))));
    }

    [Fact]
    public void The_first_of_a_zipf_are_asked_about_most()
    {
        var pick = Picks.Zipf(Sample);
        var counts = Enumerable.Range(0, 100_000).Select(_ => pick()).CountBy(static subject => subject).ToDictionary();
        Assert.InRange(counts[0] / (double)counts[9], 7, 13);
    }

    [Fact]
    public void A_population_has_every_record_and_codes_without_doubles()
    {
        var places = Enumerable.Range(0, 10_000).ToArray();
        var counts = places.CountBy(Population.RecordOf).ToDictionary();
        Assert.InRange(counts[Record.Black], 120, 180);
        Assert.InRange(counts[Record.Red], 750, 950);
        Assert.Equal(5, counts.Count);
        Assert.Equal(places.Length, places.Select(Population.CodeOf).Distinct().Count());
    }

    [Fact]
    public void An_echo_is_a_message_of_the_size_asked_for()
    {
        foreach (var size in (int[])[61, 129, 131, 600])
        {
            var body = new EchoAsk(grpc: true, size, 600).BodyOf(null!);
            Assert.Equal(GrpcMessage.PrefixBytes + size, body.Length);
            var reader = new Check.Answers.ProtoReader(body[GrpcMessage.PrefixBytes..]);
            Assert.True(reader.Next());
            Assert.False(reader.Next());
            Assert.True(reader.IsWhole);
        }
    }

    private static Call NewCall(IAsk ask) => new Flow(Pacer.Saturating(1), ask, new Tally(TimeSpan.FromSeconds(1))).Take();
}
