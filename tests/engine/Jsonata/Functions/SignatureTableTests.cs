using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Tests.Functions;

/// <summary>Many parameters and arguments are bound as few are.</summary>
public sealed class SignatureTableTests
{
    [Theory]
    [InlineData("<n+s+:n>")]
    [InlineData("<n+n?s+?n*b?:n>")]
    [InlineData("<n?n+n+:n>")]
    [InlineData("<s?n+?s+?n+?s+?:n>")]
    [InlineData("<x+x+x:n>")]
    [InlineData("<n-s+?(ns)+a<n>?:n>")]
    public void Match_OfWhateverArguments_TakesWhatTryingTakes(string signature)
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var letters = Enumerable.Range(0, random.Next(8)).Select(_ => "nnsb"[random.Next(4)]).ToArray();
            Value[] arguments = [.. letters.Select(letter => letter switch { 'n' => Value.From(1), 's' => Value.From("s"), _ => Value.True })];

            Assert.Equal(Outcome(Signature.Parse(signature), arguments, tries: true), Outcome(Signature.Parse(signature), arguments, tries: false));
        }
    }

    private static string Outcome(Signature signature, Value[] arguments, bool tries)
    {
        var taken = new int[signature.ParameterCount];
        var isMatch = signature.Match(arguments, taken, wholly: true, tries);
        return isMatch ? string.Join(',', taken) : "none";
    }
}
