using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Accounts;

namespace AfterSales.Host.Demo;

/// <param name="Language">What the person reads.</param>
internal sealed record DemoPerson(string Email, string Name, Role Role, string Place, string Language, string? TechnicianId = null);

/// <summary>One log-in per role, with one password made for this company and kept in a file that only its owner reads.</summary>
internal sealed class DemoLogIns : IDemoLogIns
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public DemoLogIns(IConfiguration settings)
    {
        var beside = SettingsCheck.ProviderOf(settings) == Storage.StorageProvider.Sqlite ? Path.GetDirectoryName(SettingsCheck.SqliteFile(settings))! : "data";
        File = Path.GetFullPath(settings["Demo:LogInsFile"] is { Length: > 0 } given ? given : Path.Combine(beside, "demo-logins.json"));
        Password = settings["Demo:Password"] is { Length: > 0 } chosen ? chosen : Kept() ?? RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 20);
    }

    public static IReadOnlyList<DemoPerson> People { get; } =
    [
        new("administrator@demo.example", "管理员 Admin", Role.Administrator, Assignment.Headquarters, "en"),
        new("director@demo.example", "Elena Navarro", Role.ServiceDirector, Assignment.Headquarters, "en"),
        new("quality@demo.example", "周敏", Role.QualityEngineer, Assignment.Headquarters, "zh-CN"),
        new("complaints@demo.example", "Javier Ortega", Role.ComplaintOfficer, Assignment.Headquarters, "es"),
        new("inspector@demo.example", "高翔", Role.Inspector, Assignment.Headquarters, "zh-CN"),
        new("department@demo.example", "林静", Role.DepartmentMember, Assignment.Headquarters, "zh-CN"),
        new("projects@demo.example", "Marta Gil", Role.ProjectManager, Assignment.Headquarters, "es"),
        new("accountant@demo.example", "何平", Role.Accountant, Assignment.Headquarters, "zh-CN"),
        new("dispatcher.sh@demo.example", "陈思", Role.Dispatcher, "b-sh", "zh-CN"),
        new("receptionist.sh@demo.example", "赵蕾", Role.Receptionist, "b-sh", "zh-CN"),
        new("agent.sh@demo.example", "孙悦", Role.FollowUpAgent, "b-sh", "zh-CN"),
        new("agent2.sh@demo.example", "陶然", Role.FollowUpAgent, "b-sh", "zh-CN"),
        new("sales.sh@demo.example", "郑浩", Role.SalesManager, "b-sh", "zh-CN"),
        new("technician.sh@demo.example", "李强", Role.Technician, "b-sh", "zh-CN", "tech-sh-1"),
        new("storekeeper.sh@demo.example", "马超", Role.Storekeeper, "b-sh", "zh-CN"),
        new("manager.sh@demo.example", "吴刚", Role.BranchManager, "b-sh", "zh-CN"),
        new("dealer.sh@demo.example", "上海永乐家电行", Role.Dealer, "d-sh-1", "zh-CN"),
        new("dispatcher.cd@demo.example", "邓丽", Role.Dispatcher, "b-cd", "zh-CN"),
        new("dispatcher.mad@demo.example", "Carmen Ruiz", Role.Dispatcher, "b-mad", "es"),
        new("agent.mad@demo.example", "Lucía Herrero", Role.FollowUpAgent, "b-mad", "es"),
        new("sales.mad@demo.example", "Isabel Romero", Role.SalesManager, "b-mad", "es"),
        new("technician.mad@demo.example", "Pablo Moreno", Role.Technician, "b-mad", "es", "tech-mad-1"),
        new("dispatcher.bcn@demo.example", "Jordi Puig", Role.Dispatcher, "b-bcn", "es"),
    ];

    public string File { get; }

    public string Password { get; }

    public IReadOnlyList<(string Role, string Email, string Password)> All =>
        [.. People.Select(person => ($"{person.Role} ({person.Place})", person.Email, Password))];

    public void Keep()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(File, options);
        writer.WriteLine(JsonSerializer.Serialize(All.Select(l => new { role = l.Role, email = l.Email, password = l.Password }), Readable));
    }

    private string? Kept()
    {
        if (!System.IO.File.Exists(File)) return null;
        try
        {
            using var json = JsonDocument.Parse(System.IO.File.ReadAllText(File));
            return json.RootElement[0].GetProperty("password").GetString();
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
