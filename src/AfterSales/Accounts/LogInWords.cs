using System.Globalization;
using AfterSales.Api.Wording;
using AfterSales.Records;
using Microsoft.AspNetCore.Http;

namespace AfterSales.Accounts;

/// <summary>The words of the log-in page in one language.</summary>
internal sealed record LogInWords(string Language)
{
    public required string Title { get; init; }
    public required string Problem { get; init; }
    public required string Email { get; init; }
    public required string Password { get; init; }
    public required string OneTimeCode { get; init; }
    public required string OneTimeCodeHint { get; init; }
    public required string Demo { get; init; }
    public required string Failed { get; init; }
    public required string LockedOut { get; init; }
    public required string CodeNeeded { get; init; }
    public required string InputInvalid { get; init; }
    public required string PageTooOld { get; init; }
    public required string TooManyTries { get; init; }

    /// <summary><c>{0}</c> is the provider's name.</summary>
    public required string WithProvider { get; init; }
    public required string NoAccount { get; init; }
    public required string ProviderFailed { get; init; }

    private static readonly LogInWords English = new("en")
    {
        Title = "Log in",
        Problem = "Not logged in",
        Email = "E-mail",
        Password = "Password",
        OneTimeCode = "One-time code",
        OneTimeCodeHint = "Only if your account uses an authenticator app.",
        Demo = "Demo company: log in as",
        Failed = "E-mail, password or one-time code is wrong. Please check them and try again.",
        LockedOut = "This account is locked after too many wrong tries. Please try again in 15 minutes.",
        CodeNeeded = "This account also needs a one-time code. Enter your password again together with the code from your authenticator app.",
        InputInvalid = "Please enter your e-mail address and your password.",
        PageTooOld = "This page was open for too long. Please try again.",
        TooManyTries = "Too many log-ins from your network. Please wait a minute and try again.",
        WithProvider = "Log in with {0}",
        NoAccount = "You have no account here. Please ask an administrator for one with your e-mail address.",
        ProviderFailed = "The log-in at the other provider did not succeed. Please try again.",
    };

    private static readonly LogInWords Chinese = new("zh-CN")
    {
        Title = "登录",
        Problem = "登录失败",
        Email = "电子邮箱",
        Password = "密码",
        OneTimeCode = "一次性验证码",
        OneTimeCodeHint = "仅在您的账号启用了身份验证器应用时填写。",
        Demo = "演示公司：选择身份登录",
        Failed = "电子邮箱、密码或一次性验证码有误，请检查后重试。",
        LockedOut = "错误次数过多，账号已锁定。请在 15 分钟后重试。",
        CodeNeeded = "此账号还需要一次性验证码。请重新输入密码，并填写身份验证器应用中的验证码。",
        InputInvalid = "请输入电子邮箱和密码。",
        PageTooOld = "页面打开时间过长，请重试。",
        TooManyTries = "您所在网络的登录次数过多，请等待一分钟后重试。",
        WithProvider = "使用 {0} 登录",
        NoAccount = "您在此没有账号。请联系管理员，用您的电子邮箱开通账号。",
        ProviderFailed = "通过其他身份提供方登录未成功，请重试。",
    };

    private static readonly LogInWords Spanish = new("es")
    {
        Title = "Iniciar sesión",
        Problem = "No se ha iniciado la sesión",
        Email = "Correo electrónico",
        Password = "Contraseña",
        OneTimeCode = "Código de un solo uso",
        OneTimeCodeHint = "Solo si su cuenta usa una aplicación de autenticación.",
        Demo = "Empresa de demostración: entrar como",
        Failed = "El correo, la contraseña o el código no son correctos. Revíselos e inténtelo de nuevo.",
        LockedOut = "La cuenta está bloqueada por demasiados intentos fallidos. Inténtelo de nuevo en 15 minutos.",
        CodeNeeded = "Esta cuenta necesita además un código de un solo uso. Escriba otra vez la contraseña junto con el código de su aplicación de autenticación.",
        InputInvalid = "Escriba su correo electrónico y su contraseña.",
        PageTooOld = "La página estuvo abierta demasiado tiempo. Inténtelo de nuevo.",
        TooManyTries = "Demasiados inicios de sesión desde su red. Espere un minuto e inténtelo de nuevo.",
        WithProvider = "Entrar con {0}",
        NoAccount = "No tiene cuenta aquí. Pida a un administrador una con su correo electrónico.",
        ProviderFailed = "El inicio de sesión con el otro proveedor no se completó. Inténtelo de nuevo.",
    };

    public string Of(Refusal refusal) => refusal switch
    {
        Accounts.LockedOut => LockedOut,
        TwoFactorRequired => CodeNeeded,
        Records.InputInvalid => InputInvalid,
        _ => Failed,
    };

    /// <summary>In the language chosen in the console before, else the first of the browser's that we have, else English.</summary>
    public static LogInWords For(HttpRequest request)
    {
        var chosen = ReaderLanguage.ChosenIn(request);
        var accepted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString());
        return chosen.Concat(accepted).Select(Find).FirstOrDefault(found => found is not null) ?? English;
    }

    private static LogInWords? Find(string tag) => tag.Split('-')[0].ToLower(CultureInfo.InvariantCulture) switch
    {
        "zh" => Chinese,
        "es" => Spanish,
        "en" => English,
        _ => null,
    };
}
