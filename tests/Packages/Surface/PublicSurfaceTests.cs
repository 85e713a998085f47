using System.Reflection;
using AiProxy.Jsonata;
using AiProxy.StatesLanguage;

namespace AiProxy.Packages.Tests.Surface;

/// <summary>What the packages offer changes on purpose only: the text in <c>PublicSurface.txt</c> beside the sources changes with it.</summary>
public sealed class PublicSurfaceTests
{
    /// <summary>The lines of a screen; what needs more cannot be looked over.</summary>
    private const int Screen = 62;

    [Theory]
    [InlineData("Jsonata", typeof(JsonataExpression))]
    [InlineData("StatesLanguage", typeof(StateMachine))]
    public void PublicSurface_OfThePackage_IsTheOneWrittenDown(string project, Type type)
    {
        var actual = PublicSurface.Of(type.Assembly);

        var file = Repository.Engine(project, "PublicSurface.txt");
        var written = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (written != actual)
        {
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, project + ".PublicSurface.txt"), actual);
        }

        Assert.True(written == actual, $"The public surface changed. If that is meant, copy {AppContext.BaseDirectory}{project}.PublicSurface.txt over {file}.\n{actual}");
    }

    [Theory]
    [InlineData(typeof(JsonataExpression))]
    [InlineData(typeof(StateMachine))]
    public void PublicSurface_OfThePackage_FitsOneScreen(Type type)
    {
        var lines = PublicSurface.Of(type.Assembly).TrimEnd('\n').Split('\n');

        Assert.InRange(lines.Length, 1, Screen);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, PublicSurface.Width));
    }

    [Theory]
    [InlineData(typeof(JsonataExpression))]
    [InlineData(typeof(StateMachine))]
    public void References_OfThePackage_AreTheFrameworkAndEachOther(Type type) => Assert.All(
        type.Assembly.GetReferencedAssemblies(), reference => Assert.True(IsAllowed(reference), reference.Name));

    private static bool IsAllowed(AssemblyName reference) =>
        reference.Name!.StartsWith("System.", StringComparison.Ordinal) || reference.Name == "AiProxy.Jsonata";
}
