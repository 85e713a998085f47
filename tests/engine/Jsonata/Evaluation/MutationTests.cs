using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Tests.Evaluation;

/// <summary>Mistyped expressions answer with a result or a JsonataException, never with another exception.</summary>
public sealed class MutationTests
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ".", ",", ";", ":", "?", "#", "@", "%", "*", "**", "|", "~>", "&", "^(", "<", ">", "=", "!", "+", "-", "/",
        "$", "$$", "'", "\"", "`", "\\", "[]", "[0]", "[-1]", "{}", "@$v", "#$i", "%.", "function($x){", "λ", "and", "in", "null", "1e308",
        "0", "\ud800", "😀", "/a/", "$sum", "$string(", "..", ":=", "??", "?:", "\n", "/*",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Evaluate_MutatedExpressions_FailOnlyAsJsonata(int seed)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Reference");
        var input = Value.Parse(File.ReadAllText(Path.Combine(folder, "input.json")));
        var expressions = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadAllLines)
            .Select(line => line.Split('\t')[0])
            .ToArray();
        var random = new Random(seed);
        var options = (seed % 2 == 0 ? JsonataOptions.StepFunctions : JsonataOptions.Default) with { MaxSteps = 20_000, MaxMemory = 8 << 20 };
        for (var i = 0; i < 1500; i++)
        {
            var text = Mutate(expressions, random);
            try
            {
                var expression = JsonataExpression.Compile(text, options);
                var result = expression.Evaluate(input, new Value[expression.FreeVariables.Length], Jsonata.Runtime);
                Assert.True(result.Utf8Size >= 0);
            }
            catch (JsonataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    private static string Mutate(string[] expressions, Random random)
    {
        var text = expressions[random.Next(expressions.Length)];
        for (var edits = random.Next(1, 4); edits > 0 && text.Length > 0; edits--)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at)),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Remove(at, 1).Insert(at, Pieces[random.Next(Pieces.Length)]),
                _ => text.Insert(at, expressions[random.Next(expressions.Length)]),
            };
        }

        return text;
    }
}
