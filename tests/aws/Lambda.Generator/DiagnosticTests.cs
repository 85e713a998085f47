using Microsoft.CodeAnalysis;

namespace AiProxy.Lambda.Generator.Tests;

public sealed class DiagnosticTests
{
    private const string Function = """
        public class Functions
        {
            [LambdaFunction] public Text Handle(Text input) => input;
        }

        """;

    [Fact]
    public void Generate_TwoStartups_Says0101ForBoth()
    {
        var compiled = Compiled.From(WrapperTests.Sample(Function + """
            [LambdaStartup] public class One { public void ConfigureServices(IServiceCollection services) { } }
            [LambdaStartup] public class Two { public void ConfigureServices(IServiceCollection services) { } }
            """));

        Assert.Equal(["AWSLambda0101", "AWSLambda0101"], compiled.DiagnosticIds);
        Assert.Empty(compiled.Result.GeneratedTrees);
        Assert.All(compiled.Result.Diagnostics, diagnostic => Assert.NotEqual(Location.None, diagnostic.Location));
    }

    [Fact]
    public void Generate_NoSerializer_Says0108() => Assert.Equal(
        ["AWSLambda0108"], Compiled.From(Samples.Usings + "namespace Sample;\n" + Samples.Serializer + Function).DiagnosticIds);

    [Fact]
    public void Generate_MainInALibrary_Says0111() =>
        Assert.Equal(["AWSLambda0111"], Compiled.From(WrapperTests.Sample(Function, main: true)).DiagnosticIds);

    [Fact]
    public void Generate_UnknownRuntime_Says0112() => Assert.Equal(
        ["AWSLambda0112"],
        Compiled.From(WrapperTests.Sample(Function, attributes: "[assembly: LambdaGlobalProperties(Runtime = \"dotnet5\")]\n")).DiagnosticIds);

    [Fact]
    public void Generate_MainWithoutFunctions_Says0113() =>
        Assert.Equal(["AWSLambda0113"], Compiled.From(WrapperTests.Sample("", main: true), OutputKind.ConsoleApplication).DiagnosticIds);

    [Theory]
    [InlineData("public static class Program { public static void Main() { } }")]
    [InlineData("public static class Program { public static async Task Main(string[] args) => await Task.Yield(); }")]
    public void Generate_MainBesideAMain_Says0114(string program) => Assert.Equal(
        ["AWSLambda0114"], Compiled.From(WrapperTests.Sample(Function + program, main: true), OutputKind.ConsoleApplication).DiagnosticIds);

    [Theory]
    [InlineData("[LambdaFunction] public Text H(Text one, Text two) => one;", "takes one event at most")]
    [InlineData("[LambdaFunction] public Text H<T>(Text one) => one;", "neither static nor generic")]
    [InlineData("[LambdaFunction] public static Text H(Text one) => one;", "neither static nor generic")]
    [InlineData("[LambdaFunction] public Text H(in Text one) => one;", "by value only")]
    [InlineData("[LambdaFunction] public async void H(Text one) => await Task.Yield();", "instead of async void")]
    [InlineData("[LambdaFunction, Idempotent] public void H(Text one) { }", "returns nothing that a replay could answer")]
    [InlineData("[LambdaFunction, Idempotent] public Text H(ILambdaContext c) => new(\"\");", "[IdempotencyKey]")]
    [InlineData("[LambdaFunction] public Text H([FromServices] Text one) => one;", "no class has [LambdaStartup]")]
    public void Generate_ImpossibleSignature_Says0117(string method, string expected)
    {
        var compiled = Compiled.From(WrapperTests.Sample($"public class Functions {{ {method} }}"));

        var diagnostic = Assert.Single(compiled.Result.Diagnostics);
        Assert.Equal("AWSLambda0117", diagnostic.Id);
        Assert.Contains(expected, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_NestedClass_Says0117() => Assert.Equal(
        ["AWSLambda0117"], Compiled.From(WrapperTests.Sample($"public class Outer {{ {Function} }}")).DiagnosticIds);

    [Theory]
    [InlineData("My-Function")]
    [InlineData("Übersetzer")]
    public void Generate_ResourceNameWithOtherThanLettersAndDigits_Says0106(string name) => Assert.Equal(
        ["AWSLambda0106"],
        Compiled.From(WrapperTests.Sample(
            $"public class Functions {{ [LambdaFunction(ResourceName = \"{name}\")] public Text Handle(Text input) => input; }}")).DiagnosticIds);

    [Fact]
    public void Generate_TwoFunctionsOfOneName_Says0117OnlyWithMain()
    {
        const string Two = """
            public class One { [LambdaFunction] public Text Handle(Text input) => input; }
            public class Two { [LambdaFunction] public Text Handle(Text input) => input; }
            """;

        var diagnostic = Assert.Single(Compiled.From(WrapperTests.Sample(Two, main: true), OutputKind.ConsoleApplication).Result.Diagnostics);

        Assert.Equal("AWSLambda0117", diagnostic.Id);
        Assert.Contains("named 'Handle' too", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(Compiled.From(WrapperTests.Sample(Two)).DiagnosticIds);
    }

    [Fact]
    public void Generate_HandlerLongerThan127_Says0118UnlessPackedAsImage()
    {
        var name = new string('M', 100);
        string Source(string arguments) => WrapperTests.Sample(
            $"public class Functions {{ [LambdaFunction{arguments}] public Text {name}(Text input) => input; }}");

        Assert.Equal(["AWSLambda0118"], Compiled.From(Source("")).DiagnosticIds);
        Assert.Empty(Compiled.From(Source("(PackageType = LambdaPackageType.Image)")).DiagnosticIds);
    }

    [Fact]
    public void Generate_HandlerLongerThan127_IsFineWithMain() => Assert.Empty(Compiled.From(
        WrapperTests.Sample(
            $"public class Functions {{ [LambdaFunction] public Text {new string('M', 100)}(Text input) => input; }}", main: true),
        OutputKind.ConsoleApplication).DiagnosticIds);
}
