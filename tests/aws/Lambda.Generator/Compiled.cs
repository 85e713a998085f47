using System.Collections.Immutable;
using System.Reflection;
using AiProxy.Aws.Lambda.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AiProxy.Lambda.Generator.Tests;

/// <summary>Source text with what the generator made of it, and the assembly that both give.</summary>
internal sealed class Compiled
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    private readonly Compilation _compilation;

    private Compiled(Compilation compilation, GeneratorDriverRunResult result)
    {
        _compilation = compilation;
        Result = result;
    }

    public GeneratorDriverRunResult Result { get; }

    public IEnumerable<string> DiagnosticIds => Result.Diagnostics.Select(diagnostic => diagnostic.Id);

    public string Source(string file) => Result.GeneratedTrees.Single(tree => Path.GetFileName(tree.FilePath) == file).ToString();

    public static Compiled From(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, string name = "Sample")
    {
        var (driver, compilation) = Prepare(source, kind, name);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        return new Compiled(output, driver.GetRunResult());
    }

    public static (GeneratorDriver Driver, CSharpCompilation Compilation) Prepare(string source, OutputKind kind, string name)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, options, cancellationToken: TestContext.Current.CancellationToken)],
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new LambdaGenerator().AsSourceGenerator()],
            parseOptions: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return (driver, compilation);
    }

    /// <summary>What the compiler says about the whole, hidden notes left out.</summary>
    public IReadOnlyList<Diagnostic> Problems() =>
        [.. _compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(problem => problem.Severity > DiagnosticSeverity.Info)];

    public Assembly Load()
    {
        using var image = new MemoryStream();
        var emitted = _compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
