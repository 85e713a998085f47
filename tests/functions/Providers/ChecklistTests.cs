using System.Text.Json;
using AiProxy.Providers.Tests.Fixtures;

namespace AiProxy.Providers.Tests;

/// <summary>Every row of the wire formats' fact sheet that concerns these formats has a case: <c>Fixtures/checklist.json</c> says which.</summary>
public sealed class ChecklistTests
{
    private static readonly string[] Kinds = ["requests", "answers", "bad-answers", "errors"];

    public static IEnumerable<TheoryDataRow<JsonElement>> Rows =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "checklist.json"))).EnumerateArray()
            .Select(row => new TheoryDataRow<JsonElement>(row) { TestDisplayName = $"checklist: {row.GetProperty("row").GetString()}" });

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Row_OfTheFactSheet_HasItsCases(JsonElement row)
    {
        HashSet<string> known = [.. Kinds.SelectMany(kind => Fixture.Rows(kind)).Select(data => data.TestDisplayName!)];
        string[] cases = Names(row, "cases");
        string[] tests = Names(row, "tests");

        Assert.True(cases.Length + tests.Length > 0 || row.TryGetProperty("outside", out _), "A row without a case.");
        Assert.All(cases, name => Assert.Contains(name, known));
        Assert.All(tests, name => Assert.True(IsTest(name), $"There is no test {name}."));
    }

    private static bool IsTest(string name) => name.Split('.') is [var type, var method]
        && typeof(ChecklistTests).Assembly.GetType($"{typeof(ChecklistTests).Namespace}.{type}")?.GetMethod(method)?.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0;

    private static string[] Names(JsonElement row, string member) =>
        row.TryGetProperty(member, out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
}
