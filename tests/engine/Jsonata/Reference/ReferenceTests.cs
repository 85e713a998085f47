using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Tests.Reference;

/// <summary>What jsonata-js 2.2.2 was recorded to answer, a row an expression; the official suite is in tests/Conformance.</summary>
public sealed class ReferenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");

    private static readonly Value Input = Value.Parse(File.ReadAllText(Path.Combine(Folder, "input.json")));

    public static IEnumerable<TheoryDataRow<string, string>> Recorded => Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal)
        .SelectMany(file => File.ReadAllLines(file)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(parts => new TheoryDataRow<string, string>(parts[0], parts[1])
            {
                TestDisplayName = $"{Path.GetFileNameWithoutExtension(file)}: {parts[0]}",
            }));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Evaluate_RecordedExpression_AnswersAsJsonataJs(string expression, string answer)
    {
        Value actual;
        try
        {
            var compiled = JsonataExpression.Compile(expression);
            actual = compiled.Evaluate(Input, new Value[compiled.FreeVariables.Length], Jsonata.Runtime);
        }
        catch (JsonataException e)
        {
            Assert.Equal(answer, $"{e.Code}: {e.Message}");
            return;
        }

        Assert.Equal(answer == "undefined" ? answer : Value.Parse(answer).ToJson(), actual.ToString());
    }
}
