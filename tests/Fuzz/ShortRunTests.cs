namespace AiProxy.Fuzz.Tests;

/// <summary>The fuzz run in small: the same inputs each time.</summary>
public sealed class ShortRunTests
{
    private const int Rounds = 1_500;

    [Theory]
    [InlineData("json")]
    [InlineData("path")]
    [InlineData("jsonata")]
    [InlineData("jsonata-aws")]
    [InlineData("definition")]
    [InlineData("teststate")]
    public void Target_ManyMutatedInputs_NeverBreaks(string target)
    {
        var corpus = target switch
        {
            "json" => Corpus.Json,
            "path" => Corpus.Paths,
            "definition" => Corpus.Definitions,
            "teststate" => Corpus.StateTests,
            _ => Corpus.Expressions,
        };
        for (var seed = 0; seed < Rounds; seed++)
        {
            var text = new Mutator(seed).Next(corpus);

            var problem = LongRun.Try(target, text, isTimed: false);

            Assert.True(problem is null, $"seed {seed}: {problem}\n{text}");
        }
    }
}
