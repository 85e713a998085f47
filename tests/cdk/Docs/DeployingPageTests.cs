using System.Text.RegularExpressions;
using AiProxy.Cdk.Costs;
using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Tests.Docs;

/// <summary>What <c>docs/deploying.md</c> states is held to what is there.</summary>
public sealed partial class DeployingPageTests
{
    private static string Root => Deployment.Project.Root;

    private static string Page { get; } = File.ReadAllText(Path.Combine(Root, "docs", "deploying.md"));

    [Fact]
    public void Settings_OfTheTable_AreAllThatThereAre()
    {
        StackInputException refusal = Assert.Throws<StackInputException>(() => StackSettings.Read(_ => null, ["noSuchKey"], Root));
        string known = Assert.Single(refusal.Problems).Split("the keys are ")[1].TrimEnd('.');

        Assert.Equal(known.Split(", "), SettingRows().Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_OfTheTable_HaveTheDefaultsThatAreUsed()
    {
        string standard = StackSettings.Read(_ => null, [], Root).ToString();
        foreach ((string key, string value) in SettingRows().Where(row => row.Default != "none"))
        {
            Assert.Equal(standard, StackSettings.Read(name => name == key ? value : null, [], Root).ToString());
        }
        // Another value makes other settings: the comparison sees differences.
        Assert.NotEqual(standard, StackSettings.Read(name => name == "memoryMb" ? "512" : null, [], Root).ToString());
    }

    [Fact]
    public void Settings_OfCdkJson_AreInTheTable() =>
        Assert.Empty(Deployment.Project.Context.Keys.Where(key => !key.StartsWith('@')).Except(SettingRows().Select(row => row.Key)));

    [Fact]
    public void Costs_OfTheTable_AreWhatTheModelComputes()
    {
        string between = Page.Split("<!-- costs: dotnet run --project cdk -- costs -->\n")[1].Split("<!-- /costs -->")[0];
        Assert.Equal(CostTable.Write(), between);
    }

    [Fact]
    public void Checklist_EachItem_NamesLinesAndTestsThatAreThere()
    {
        string list = Page.Split("## Production checklist")[1].Split("\n## ")[0];
        string[][] rows = [.. list.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Trim('|').Split('|'))];
        Assert.True(rows.Length >= 20, $"{rows.Length} items.");
        foreach (string[] row in rows)
        {
            string item = row[0].Trim();
            foreach ((string file, string[] lines) in Named(row[1]))
                Assert.All(lines, line => Assert.True(File.ReadAllText(Path.Combine(Root, file)).Contains(line, StringComparison.Ordinal), $"{item}: {file} has no '{line}'."));
            foreach ((string file, string[] tests) in Named(row[2]))
                Assert.All(tests, test => Assert.True(IsTest(File.ReadAllText(Path.Combine(Root, file)), test), $"{item}: {file} has no test {test}."));
        }
        string[] themes = ["key", "Time-outs", "Retries", "never paid for again", "Dashboard", "Cost", "Budget"];
        Assert.All(themes, theme => Assert.Contains(rows, row => row[0].Contains(theme, StringComparison.OrdinalIgnoreCase)));
    }

    // A file, then what is named in it: at least one each.
    private static List<(string File, string[] Names)> Named(string cell)
    {
        var named = new List<(string File, string[] Names)>();
        foreach (string code in Code().Matches(cell).Select(match => match.Groups[1].Value))
        {
            if (File.Exists(Path.Combine(Root, code)))
                named.Add((code, []));
            else
                named[^1] = (named[^1].File, [.. named[^1].Names, code]);
        }
        Assert.NotEmpty(named);
        Assert.All(named, file => Assert.NotEmpty(file.Names));
        return named;
    }

    // The attribute stands above it, with no other method between.
    private static bool IsTest(string source, string name)
    {
        Match method = Regex.Match(source, $@"\n    public [^\n]* {name}\(");
        int attribute = method.Success ? Math.Max(source.LastIndexOf("[Fact", method.Index, StringComparison.Ordinal), source.LastIndexOf("[Theory", method.Index, StringComparison.Ordinal)) : -1;
        return attribute >= 0 && !source[attribute..method.Index].Contains("\n    public ", StringComparison.Ordinal);
    }

    // With two, `dotnet run --project cdk` runs neither, and `cdk deploy` with it.
    [Fact]
    public void Folder_OfTheApp_HoldsOneProject()
    {
        Assert.Equal("Cdk.csproj", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(Path.Combine(Root, "cdk"), "*.*proj"))));
        Assert.Contains("\"dotnet run --project cdk\"", File.ReadAllText(Path.Combine(Root, "cdk.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/deploying.md")]
    [InlineData("docs/security.md")]
    public void Files_NamedInThePage_Exist(string page)
    {
        string text = File.ReadAllText(Path.Combine(Root, page));
        IEnumerable<string> named = Code().Matches(text).Select(match => match.Groups[1].Value.Split(' ')[0]).Where(name => SourcePath().IsMatch(name));
        Assert.Empty(named.Where(name => !File.Exists(Path.Combine(Root, name)) && !Directory.Exists(Path.Combine(Root, name))).Distinct());
    }

    private static IEnumerable<(string Key, string Default)> SettingRows() => Page.Split("## Settings")[1].Split("\n## ")[0].Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|'))
        .Select(cells => (cells[0].Trim().Trim('`'), cells[1].Trim().Trim('`')));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^(cdk|docs|functions|tests|host|statemachines|aws|engine)/[A-Za-z0-9_./-]+\\z")]
    private static partial Regex SourcePath();
}
