using System.Text.RegularExpressions;
using AiProxy.Cdk.FrontDoor;
using AiProxy.Cdk.Observability;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>The saved queries ask for keys that there are.</summary>
public sealed partial class SavedQueriesTests
{
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html, what of it is used.
    private static readonly string[] Words =
    [
        "fields", "filter", "stats", "sort", "limit", "by", "as", "and", "or", "in", "like", "asc", "desc",
        "count", "count_distinct", "sum", "max", "pct", "coalesce", "ispresent", "sortsLast",
    ];

    // Fields of the lines that only some failures have: an exception's, and the @ fields that CloudWatch finds by itself.
    private static readonly string[] Others = ["exception.type", "exception.message"];

    public static TheoryData<string> Names => [.. SavedQueries.All.Select(query => query.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Query_Each_NamesKeysThatTheLinesOfItsFunctionsHave(string name)
    {
        SavedQuery query = SavedQueries.All.Single(query => query.Name == name);
        HashSet<string> keys = [.. query.Logs.SelectMany(KeysOf)];
        string text = string.Join('\n', query.Text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
        text = Literal().Replace(text, "''");
        string[] aliases = [.. Alias().Matches(text).Select(match => match.Groups[1].Value)];

        string[] unknown = [.. Word().Matches(text).Select(match => match.Value).Except(Words).Except(Others).Except(aliases).Where(word => !word.StartsWith('@') && !keys.Contains(word))];

        Assert.Empty(unknown);
        Assert.Empty(aliases.Intersect(Words));
    }

    [Fact]
    public void Query_ByRequestId_ShowsWhatBecameOfEachCall()
    {
        SavedQuery query = SavedQueries.All.Single(query => query.Name == "execution by request id");

        Assert.Contains("correlation_id = \"REQUEST_ID\"", query.Text, StringComparison.Ordinal);
        Assert.All((string[])["target", "provider", "model", "attempts", "call_status", "latency_ms", "prompt_tokens", "call_cost_usd", "failure_class"],
            key => Assert.Contains(key, query.Text, StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "Validate", "Transform", "CallProvider", "Merge", "Gateway" }, query.Logs.ToHashSet());
    }

    private static IEnumerable<string> KeysOf(string log) => log == SavedQueries.AccessLog
        ? AccessLogFields.Names
        : SampleLines.Of(log).SelectMany(line => line.EnumerateObject()).Select(member => member.Name);

    [GeneratedRegex("\"[^\"]*\"|/[^/ ][^/]*/(?= |\\)|$)", RegexOptions.Multiline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bas ([a-z_0-9]+)")]
    private static partial Regex Alias();

    [GeneratedRegex(@"@?[A-Za-z_][A-Za-z_0-9.]*")]
    private static partial Regex Word();
}
