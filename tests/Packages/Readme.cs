namespace AiProxy.Packages.Tests;

/// <summary>A package's README: its example, and what it says that the example prints.</summary>
internal sealed class Readme
{
    public Readme(string project)
    {
        var text = File.ReadAllText(Repository.Engine(project, "README.md")).ReplaceLineEndings("\n");
        Example = Block(text, "csharp");
        Output = Block(text, "text").Trim();
    }

    public string Example { get; }

    public string Output { get; }

    private static string Block(string text, string language)
    {
        var start = text.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
