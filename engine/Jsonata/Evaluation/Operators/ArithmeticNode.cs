using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>+ - * / %</c>.</summary>
internal abstract class ArithmeticNode(string op, Node left, Node right, int position) : Node
{
    public static Node Create(string op, Node left, Node right, int position) => op switch
    {
        "+" => new Add(left, right, position),
        "-" => new Subtract(left, right, position),
        "*" => new Multiply(left, right, position),
        "/" => new Divide(left, right, position),
        _ => new Remainder(left, right, position),
    };

    public override Value Eval(Value input, Frame frame)
    {
        var a = left.Eval(input, frame);
        var b = right.Eval(input, frame);
        if (a.IsNumber && b.IsNumber && double.IsFinite(a.Num) && double.IsFinite(b.Num))
        {
            return Value.From(Compute(a.Num, b.Num));
        }

        Check(a, "T2001");
        Check(b, "T2002");
        return default;
    }

    protected abstract double Compute(double a, double b);

    private void Check(Value operand, string code)
    {
        if (operand.IsUndefined)
        {
            return;
        }

        if (operand.IsNumber && double.IsInfinity(operand.Num))
        {
            throw JsonataError.Type("D1001", operand, position: position, token: op);
        }

        if (!operand.IsNumber || double.IsNaN(operand.Num))
        {
            throw JsonataError.Type(code, operand, position: position, token: op);
        }
    }

    private sealed class Add(Node left, Node right, int position) : ArithmeticNode("+", left, right, position)
    {
        protected override double Compute(double a, double b) => a + b;
    }

    private sealed class Subtract(Node left, Node right, int position) : ArithmeticNode("-", left, right, position)
    {
        protected override double Compute(double a, double b) => a - b;
    }

    private sealed class Multiply(Node left, Node right, int position) : ArithmeticNode("*", left, right, position)
    {
        protected override double Compute(double a, double b) => a * b;
    }

    private sealed class Divide(Node left, Node right, int position) : ArithmeticNode("/", left, right, position)
    {
        protected override double Compute(double a, double b) => a / b;
    }

    private sealed class Remainder(Node left, Node right, int position) : ArithmeticNode("%", left, right, position)
    {
        protected override double Compute(double a, double b) => a % b;
    }
}
