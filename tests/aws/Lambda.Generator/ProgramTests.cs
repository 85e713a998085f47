using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AiProxy.Lambda.Generator.Tests;

/// <summary>Its tests set process-wide variables, so they run after one another.</summary>
[Collection(nameof(AspectTests))]
public sealed class ProgramTests
{
    private const string Functions = """
        public class Functions
        {
            [LambdaFunction] public Text One(Text input) => input;
            [LambdaFunction] public Text Two(Text input, ILambdaContext context) => input;
        }
        """;

    [Fact]
    public void Generate_Main_IsTheEntryPointInTheFunctionsNamespace()
    {
        var assembly = Compiled.From(WrapperTests.Sample(Functions, main: true), OutputKind.ConsoleApplication).Load();

        Assert.Equal("Sample.GeneratedProgram", assembly.GetType("Sample.GeneratedProgram")!.FullName);
        Assert.NotNull(assembly.EntryPoint);
    }

    [Fact]
    public async Task Main_UnknownHandler_NamesTheKnownOnes()
    {
        Environment.SetEnvironmentVariable("ANNOTATIONS_HANDLER", "Three");
        try
        {
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Functions));

            Assert.Equal("ANNOTATIONS_HANDLER is 'Three', which is none of: One, Two.", thrown.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ANNOTATIONS_HANDLER", null);
        }
    }

    private static Task RunAsync(string functions)
    {
        var assembly = Compiled.From(WrapperTests.Sample(functions, main: true), OutputKind.ConsoleApplication).Load();
        return (Task)assembly.GetType("Sample.GeneratedProgram")!
            .GetMethod("Main", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [Array.Empty<string>()])!;
    }
}
