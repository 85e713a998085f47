using System.Reflection;
using Amazon.Lambda.Core;
using Microsoft.CodeAnalysis;

namespace AiProxy.Lambda.Generator.Tests;

public sealed class WrapperTests
{
    [Fact]
    public void Generate_FunctionWithStartup_CompilesWithoutWarnings()
    {
        var compiled = Compiled.From(Samples.WithStartup);

        Assert.Empty(compiled.DiagnosticIds);
        Assert.Empty(compiled.Problems());
    }

    [Fact]
    public async Task Wrapper_WithStartup_ResolvesEagerlyAndScopesEachRequest()
    {
        var assembly = Compiled.From(Samples.WithStartup).Load();
        var wrapper = Activator.CreateInstance(assembly.GetType("Sample.Functions_Echo_Generated")!)!;
        Assert.Equal(1, assembly.GetType("Sample.Functions")!.GetField("Made")!.GetValue(null));

        var first = await InvokeAsync(wrapper, "Echo", Text(assembly, "a"), new FakeContext("r-1"));
        var second = await InvokeAsync(wrapper, "Echo", Text(assembly, "b"), new FakeContext("r-2"));

        string[] one = first.Split(' '), two = second.Split(' ');
        Assert.Equal(["a", "1", "r-1"], [one[0], one[1], one[3]]);
        Assert.Equal(["b", "2", "r-2"], [two[0], two[1], two[3]]);
        Assert.NotEqual(one[2], two[2]);
        Assert.Equal(1, assembly.GetType("Sample.Functions")!.GetField("Made")!.GetValue(null));
    }

    [Fact]
    public async Task Wrapper_AsyncDisposableService_IsDisposedOfAfterEachRequest()
    {
        var assembly = Compiled.From(Sample("""
            public sealed class Resource : IAsyncDisposable
            {
                public static List<string> Log { get; } = [];

                public async ValueTask DisposeAsync()
                {
                    await Task.Yield();
                    Log.Add("disposed");
                }
            }

            [LambdaStartup]
            public class Startup
            {
                public void ConfigureServices(IServiceCollection services) => services.AddScoped<Resource>();
            }

            public class Functions
            {
                [LambdaFunction, Logging]
                public async Task<Text> Use(Text input, [FromServices] Resource resource, ILambdaContext context)
                {
                    await Task.Yield();
                    Resource.Log.Add(input.Value);
                    return input.Value == "bad" ? throw new FormatException() : input;
                }
            }
            """)).Load();
        var wrapper = Activator.CreateInstance(assembly.GetType("Sample.Functions_Use_Generated")!)!;

        await InvokeAsync(wrapper, "Use", Text(assembly, "a"), new FakeContext("r-1"));
        await Assert.ThrowsAsync<FormatException>(() => InvokeAsync(wrapper, "Use", Text(assembly, "bad"), new FakeContext("r-2")));
        await InvokeAsync(wrapper, "Use", Text(assembly, "b"), new FakeContext("r-3"));

        Assert.Equal(
            ["a", "disposed", "bad", "disposed", "b", "disposed"],
            (List<string>)assembly.GetType("Sample.Resource")!.GetProperty("Log")!.GetValue(null)!);
    }

    [Fact]
    public async Task Wrapper_WithoutStartup_MakesTheClassItself()
    {
        var assembly = Compiled.From(Sample("""
            public class Functions
            {
                [LambdaFunction]
                public Task<Text> Up(Text input) => Task.FromResult(new Text(input.Value.ToUpperInvariant()));
            }
            """)).Load();

        Assert.Equal("ABC", await InvokeAsync(Activator.CreateInstance(assembly.GetType("Sample.Functions_Up_Generated")!)!, "Up", Text(assembly, "abc")));
    }

    [Fact]
    public void Generate_EveryShape_Compiles()
    {
        var compiled = Compiled.From(Sample("""
            public class Functions
            {
                [LambdaFunction] public void A() { }
                [LambdaFunction] public Task B() => Task.CompletedTask;
                [LambdaFunction] public Text C() => new("");
                [LambdaFunction] public Task<Text> D() => Task.FromResult(new Text(""));
                [LambdaFunction] public void E(ILambdaContext context) { }
                [LambdaFunction] public Task F(ILambdaContext context) => Task.CompletedTask;
                [LambdaFunction] public Text G(ILambdaContext context) => new("");
                [LambdaFunction] public Task<Text> H(ILambdaContext context) => Task.FromResult(new Text(""));
                [LambdaFunction] public void I(Text @event) { }
                [LambdaFunction] public Task J(Text input) => Task.CompletedTask;
                [LambdaFunction] public Text K(Text input) => input;
                [LambdaFunction] public Task<Text> L(Text input) => Task.FromResult(input);
                [LambdaFunction] public void M(Text input, ILambdaContext context) { }
                [LambdaFunction] public Task N(Text input, ILambdaContext context) => Task.CompletedTask;
                [LambdaFunction, Logging] public Text O(Text input, ILambdaContext context) => input;
                [LambdaFunction, Logging] public Task<Text?> P(Text? input, ILambdaContext context) => Task.FromResult(input);
                [LambdaFunction, Logging, Idempotent] public Task<Dictionary<string, Text?[]>> Q(List<Text?> input) => throw new NotImplementedException();
                [LambdaFunction, Logging] public void R() { }
            }
            """, main: true), OutputKind.ConsoleApplication);

        Assert.Empty(compiled.DiagnosticIds);
        Assert.Empty(compiled.Problems());
    }

    [Fact]
    public void Generate_Unchanged_IsNotDoneAgain()
    {
        var (driver, compilation) = Compiled.Prepare(Samples.WithStartup, OutputKind.DynamicallyLinkedLibrary, "Sample");
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        var changed = compilation.AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            "namespace Other { class Unrelated; }",
            (Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            cancellationToken: TestContext.Current.CancellationToken));

        var result = driver.RunGenerators(changed, TestContext.Current.CancellationToken).GetRunResult();

        var outputs = result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    internal static string Sample(string body, bool main = false, string attributes = "") =>
        Samples.Usings
        + (main ? "[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = \"provided.al2023\")]\n" : "")
        + "[assembly: LambdaSerializer(typeof(Sample.TextSerializer))]\n" + attributes
        + "namespace Sample;\n" + Samples.Serializer + body;

    internal static object Text(Assembly assembly, string value) => Activator.CreateInstance(assembly.GetType("Sample.Text")!, value)!;

    internal static async Task<string> InvokeAsync(object wrapper, string method, params object?[] arguments)
    {
        object? returned;
        try
        {
            returned = wrapper.GetType().GetMethod(method)!.Invoke(wrapper, arguments);
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception.InnerException!).Throw();
            throw;
        }

        if (returned is Task task)
        {
            await task;
            returned = task.GetType().GetProperty("Result")!.GetValue(task);
        }

        return (string)returned!.GetType().GetProperty("Value")!.GetValue(returned)!;
    }
}

internal sealed class FakeContext(string requestId) : ILambdaContext
{
    public string AwsRequestId => requestId;

    public IClientContext? ClientContext => null;

    public string FunctionName => "sample";

    public string FunctionVersion => "1";

    public ICognitoIdentity? Identity => null;

    public string InvokedFunctionArn => "arn:sample";

    public ILambdaLogger Logger => throw new NotSupportedException();

    public string LogGroupName => "";

    public string LogStreamName => "";

    public int MemoryLimitInMB => 256;

    public TimeSpan RemainingTime => TimeSpan.FromSeconds(10);
}
