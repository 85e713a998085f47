using System.Text;
using System.Text.RegularExpressions;

namespace AiProxy.EndToEnd.Tests.Docs;

/// <summary>
/// A Markdown page whose examples are run: each <c>sh</c> block is a curl line, and the block right behind it is what came back. What changes from run
/// to run (ids, times) is written the same every time.
/// </summary>
internal sealed partial class CallersPage(string text)
{
    /// <summary>The examples, in the page's order.</summary>
    public IReadOnlyList<Example> Examples { get; } =
        [.. ExamplePattern().Matches(text).Select(match => new Example(match, match.Groups["curl"].Value.Trim(), match.Groups["answer"].Value.TrimEnd()))];

    /// <summary>The page with other answers in the place of those it has.</summary>
    public string With(IReadOnlyList<string> answers)
    {
        var page = new StringBuilder();
        int end = 0;
        foreach ((Example example, string answer) in Examples.Zip(answers))
        {
            Group old = example.Match.Groups["answer"];
            page.Append(text, end, old.Index - end).Append(answer).Append('\n');
            end = old.Index + old.Length;
        }
        return page.Append(text, end, text.Length - end).ToString();
    }

    [GeneratedRegex(@"```sh\n(?<curl>curl .*?)\n```\n\n```[a-z]*\n(?<answer>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();

    /// <summary>A curl line and the answer the page shows for it.</summary>
    internal sealed record Example(Match Match, string Curl, string Answer);
}
