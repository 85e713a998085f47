using System.Text.RegularExpressions;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>
/// The engine's own tests, read from their sources: which of them is about a thing. A test's text is its method with whatever members of its
/// class it uses, constants put in where they are named. Tests of what is refused do not count: they show nothing to work.
/// </summary>
internal sealed partial class EngineTests
{
    private static readonly string[] Refusals = ["_FAILED: ", "Jsonata.Fails("];

    private readonly List<(string Name, string Text)> _tests = [];

    public EngineTests(string root)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(root, "tests", "engine"), "*Tests.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file).ReplaceLineEndings("\n"));
        }
    }

    /// <returns>The test that has all the marks, the last of them most often, and is the shortest of those; null if there is none.</returns>
    public string? Find(IReadOnlyList<TestMark> marks) => _tests
        .Select(test => (test.Name, test.Text.Length, Counts: marks.Select(mark => mark.Count(test.Text)).ToArray()))
        .Where(test => test.Counts.All(count => count > 0))
        .OrderByDescending(test => test.Counts[^1])
        .ThenBy(test => test.Length)
        .ThenBy(test => test.Name, StringComparer.Ordinal)
        .Select(test => test.Name)
        .FirstOrDefault();

    private void Read(string type, string source)
    {
        var members = MemberEnd().Split(source);
        var constants = Constant().Matches(source).ToDictionary(
            match => match.Groups[1].Value, match => string.Concat(Piece().Matches(match.Groups[2].Value).Select(piece => piece.Groups[1].Value)));
        var helpers = members.Where(member => !IsTest(member))
            .Select(member => (Name: MemberName().Match(member).Groups[1].Value, Text: member))
            .Where(helper => helper.Name.Length > 0)
            .ToArray();
        foreach (var member in members.Where(IsTest))
        {
            var text = WithHelpers(member, helpers);
            foreach (var (name, value) in constants)
            {
                text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            }

            text = text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace('\'', '"');
            if (!Refusals.Any(refusal => text.Contains(refusal, StringComparison.Ordinal)))
            {
                _tests.Add(($"{type}.{MemberName().Match(member).Groups[1].Value}", text));
            }
        }
    }

    /// <summary>The test, and behind it the members it names and those that these name.</summary>
    private static string WithHelpers(string test, (string Name, string Text)[] helpers)
    {
        var used = new List<string> { test };
        for (var i = 0; i < used.Count; i++)
        {
            var named = helpers.Where(helper => Regex.IsMatch(used[i], $@"\b{Regex.Escape(helper.Name)}\b")).Select(helper => helper.Text);
            used.AddRange(named.Except(used).ToArray());
        }

        return string.Join(";\n", used);
    }

    private static bool IsTest(string member) => TestAttribute().IsMatch(member);

    /// <summary>Members are parted by an empty line before what is indented as a member is.</summary>
    [GeneratedRegex(@"\n\n(?= {4}[^ }])")]
    private static partial Regex MemberEnd();

    [GeneratedRegex(@"^ {4}\[(?:Fact|Theory)", RegexOptions.Multiline)]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^ {4}(?:public|private|internal).*?\b(\w+)(?:\(| =|\n| \{)", RegexOptions.Multiline)]
    private static partial Regex MemberName();

    [GeneratedRegex("const string (\\w+) =([^;]*);")]
    private static partial Regex Constant();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Piece();
}
